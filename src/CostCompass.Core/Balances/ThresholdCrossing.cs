namespace CostCompass.Balances;

/// <summary>Tells of a threshold once when it is crossed, and again only after the account has been back on the good side.</summary>
/// <param name="thresholds">The thresholds.</param>
public sealed class ThresholdCrossing(WatchThresholds thresholds)
{
    private WatchAlert _beyond;

    /// <summary>Looks at an account.</summary>
    /// <param name="balance">What is left, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    /// <returns>What has been crossed since the last look.</returns>
    public WatchAlert Look(decimal? balance, decimal? burnPerDay)
    {
        WatchAlert beyond = thresholds.Beyond(balance, burnPerDay);
        WatchAlert crossed = beyond & ~_beyond;
        _beyond = beyond;
        return crossed;
    }
}
