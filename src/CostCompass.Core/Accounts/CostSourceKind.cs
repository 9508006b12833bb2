namespace CostCompass.Accounts;

/// <summary>The kind of a provider's figures. The kinds differ in accuracy.</summary>
public enum CostSourceKind
{
    /// <summary>The remaining balance. Spend is calculated from its decreases and is approximate.</summary>
    Balance,

    /// <summary>The total usage, which only increases until a new period begins. Spend is its increase.</summary>
    Cumulative,

    /// <summary>The daily billed costs. The last days may be revised.</summary>
    CostReport,

    /// <summary>No API: costs come from files.</summary>
    Record,
}
