namespace CostCompass.Balances;

/// <summary>The thresholds that were crossed.</summary>
[Flags]
public enum WatchAlert
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The balance has fallen below the amount that was requested.</summary>
    BelowBalance = 1,

    /// <summary>What is left lasts for fewer days than were asked for.</summary>
    RunwayDays = 2,

    /// <summary>More is spent per day than was asked for.</summary>
    BurnAbove = 4,
}
