namespace CostCompass.Balances;

/// <summary>The thresholds that were crossed.</summary>
[Flags]
public enum WatchAlert
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The balance fell below the specified amount.</summary>
    BelowBalance = 1,

    /// <summary>The balance lasts for fewer days than specified.</summary>
    RunwayDays = 2,

    /// <summary>The spend per day exceeds the specified amount.</summary>
    BurnAbove = 4,
}
