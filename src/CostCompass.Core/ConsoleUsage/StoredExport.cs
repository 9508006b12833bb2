namespace CostCompass.ConsoleUsage;

/// <summary>What was imported of an account's exports.</summary>
public sealed record StoredExport
{
    /// <summary>Nothing was imported.</summary>
    public static StoredExport None { get; } = new() { Amounts = [], Costs = [], AmountCoverage = IntervalSet.None, CostCoverage = IntervalSet.None };

    /// <summary>What was used, each row with its import.</summary>
    public required IReadOnlyList<(ExportImport Import, ExportedAmount Row)> Amounts { get; init; }

    /// <summary>What was charged, each row with its import.</summary>
    public required IReadOnlyList<(ExportImport Import, ExportedCost Row)> Costs { get; init; }

    /// <summary>The time of which the amounts tell all.</summary>
    public required IntervalSet AmountCoverage { get; init; }

    /// <summary>The time of which the costs tell all.</summary>
    public required IntervalSet CostCoverage { get; init; }
}
