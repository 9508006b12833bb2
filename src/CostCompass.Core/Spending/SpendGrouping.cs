namespace CostCompass.Spending;

/// <summary>How spend is put together.</summary>
public enum SpendGrouping
{
    /// <summary>Not at all: each window between two snapshots.</summary>
    Window,

    /// <summary>By hours of the clock.</summary>
    Hour,

    /// <summary>By days.</summary>
    Day,

    /// <summary>By weeks from Monday.</summary>
    Week,

    /// <summary>By months.</summary>
    Month,

    /// <summary>One figure per account and currency.</summary>
    Account,

    /// <summary>One figure per provider and currency.</summary>
    Provider,
}
