namespace CostCompass.ConsoleUsage;

/// <summary>The imported exports of an account.</summary>
public sealed record StoredExport
{
    /// <summary>Nothing was imported.</summary>
    public static StoredExport None { get; } = new() { Amounts = [], Costs = [], AmountCoverage = IntervalSet.None, CostCoverage = IntervalSet.None };

    /// <summary>The amounts, each row with its import.</summary>
    public required IReadOnlyList<(ExportImport Import, ExportedAmount Row)> Amounts { get; init; }

    /// <summary>The costs, each row with its import.</summary>
    public required IReadOnlyList<(ExportImport Import, ExportedCost Row)> Costs { get; init; }

    /// <summary>The time that the amounts cover completely.</summary>
    public required IntervalSet AmountCoverage { get; init; }

    /// <summary>The time that the costs cover completely.</summary>
    public required IntervalSet CostCoverage { get; init; }
}
