namespace CostCompass.Balances;

/// <summary>The thresholds of an account. Each is reported once when it is crossed, and again only after the account has recovered in the meantime.</summary>
/// <param name="belowBalance">A balance below this, in units of the account's currency. Null for no alert, as for the others.</param>
/// <param name="runwayDays">Fewer remaining days than this, at the burn rate of the trailing days.</param>
/// <param name="burnAbove">More spend per day than this, in units of the account's currency.</param>
public sealed class ThresholdCrossing(decimal? belowBalance, decimal? runwayDays, decimal? burnAbove)
{
    private WatchAlert _beyond;

    /// <summary>Checks an account.</summary>
    /// <param name="balance">The balance, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    /// <returns>The thresholds that were crossed since the last check.</returns>
    public WatchAlert Look(decimal? balance, decimal? burnPerDay)
    {
        WatchAlert beyond = (balance < belowBalance ? WatchAlert.BelowBalance : WatchAlert.None)
            | (Runway(balance, burnPerDay) < runwayDays ? WatchAlert.RunwayDays : WatchAlert.None)
            | (burnPerDay > burnAbove ? WatchAlert.BurnAbove : WatchAlert.None);
        WatchAlert crossed = beyond & ~_beyond;
        _beyond = beyond;
        return crossed;
    }

    /// <summary>The number of days that a balance lasts. Null if it is unknown, or if nothing is spent.</summary>
    /// <param name="balance">The balance, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    public static decimal? Runway(decimal? balance, decimal? burnPerDay) =>
        balance is { } left && burnPerDay is > 0m and var burn ? Math.Max(0m, left) / burn : null;
}
