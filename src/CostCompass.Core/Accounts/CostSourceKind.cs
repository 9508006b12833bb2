namespace CostCompass.Accounts;

/// <summary>What the figures of a provider are; they don't have the same truth.</summary>
public enum CostSourceKind
{
    /// <summary>What is left. Spend is derived from its falls and is approximate.</summary>
    Balance,

    /// <summary>What was used in all, a total that only rises until a period begins again. Spend is its rise.</summary>
    Cumulative,

    /// <summary>What was billed, day by day. The last days are revised later.</summary>
    CostReport,

    /// <summary>Nothing through an API: costs come from files.</summary>
    Record,
}
