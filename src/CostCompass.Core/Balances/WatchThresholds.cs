namespace CostCompass.Balances;

/// <summary>The thresholds for alerts. Null for no alert.</summary>
/// <param name="BelowBalance">A balance below this, in units of the account's currency.</param>
/// <param name="RunwayDays">Fewer remaining days than this, at the burn rate of the trailing days.</param>
/// <param name="BurnAbove">More spend per day than this, in units of the account's currency.</param>
public readonly record struct WatchThresholds(decimal? BelowBalance, decimal? RunwayDays, decimal? BurnAbove)
{
    /// <summary>The thresholds that an account exceeds.</summary>
    /// <param name="balance">The balance, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    public WatchAlert Beyond(decimal? balance, decimal? burnPerDay)
    {
        WatchAlert alert = WatchAlert.None;
        if (balance < BelowBalance)
        {
            alert |= WatchAlert.BelowBalance;
        }

        if (Runway(balance, burnPerDay) < RunwayDays)
        {
            alert |= WatchAlert.RunwayDays;
        }

        if (burnPerDay > BurnAbove)
        {
            alert |= WatchAlert.BurnAbove;
        }

        return alert;
    }

    /// <summary>The number of days that a balance lasts. Null if it is unknown, or if nothing is spent.</summary>
    /// <param name="balance">The balance, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    public static decimal? Runway(decimal? balance, decimal? burnPerDay) =>
        balance is { } left && burnPerDay is > 0m and var burn ? Math.Max(0m, left) / burn : null;
}
