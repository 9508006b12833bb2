namespace CostCompass.Spending;

/// <summary>How spend is grouped.</summary>
public enum SpendGrouping
{
    /// <summary>No grouping: each window between two snapshots.</summary>
    Window,

    /// <summary>By clock hour.</summary>
    Hour,

    /// <summary>By day.</summary>
    Day,

    /// <summary>By week, starting on Monday.</summary>
    Week,

    /// <summary>By month.</summary>
    Month,

    /// <summary>One figure per account and currency.</summary>
    Account,

    /// <summary>One figure per provider and currency.</summary>
    Provider,
}
