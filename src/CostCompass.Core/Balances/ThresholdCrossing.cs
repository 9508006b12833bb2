namespace CostCompass.Balances;

/// <summary>Reports a threshold once when it is crossed, and again only after the account has recovered in the meantime.</summary>
/// <param name="thresholds">The thresholds.</param>
public sealed class ThresholdCrossing(WatchThresholds thresholds)
{
    private WatchAlert _beyond;

    /// <summary>Checks an account.</summary>
    /// <param name="balance">The balance, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    /// <returns>The thresholds that were crossed since the last check.</returns>
    public WatchAlert Look(decimal? balance, decimal? burnPerDay)
    {
        WatchAlert beyond = thresholds.Beyond(balance, burnPerDay);
        WatchAlert crossed = beyond & ~_beyond;
        _beyond = beyond;
        return crossed;
    }
}
