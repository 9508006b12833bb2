namespace CostCompass.Balances;

/// <summary>What someone wants to be told of, or null for what he doesn't.</summary>
/// <param name="BelowBalance">A balance below this, in units of the account's currency.</param>
/// <param name="RunwayDays">Fewer days left than this, at the burn of the trailing days.</param>
/// <param name="BurnAbove">More spend per day than this, in units of the account's currency.</param>
public readonly record struct WatchThresholds(decimal? BelowBalance, decimal? RunwayDays, decimal? BurnAbove)
{
    /// <summary>The thresholds beyond which an account is.</summary>
    /// <param name="balance">What is left, or null if it is unknown.</param>
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

    /// <summary>For how many days a balance lasts, or null if that is unknown, and when nothing is being spent.</summary>
    /// <param name="balance">What is left, or null if it is unknown.</param>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    public static decimal? Runway(decimal? balance, decimal? burnPerDay) =>
        balance is { } left && burnPerDay is > 0m and var burn ? Math.Max(0m, left) / burn : null;
}
