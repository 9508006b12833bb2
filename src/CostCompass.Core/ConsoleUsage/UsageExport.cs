namespace CostCompass.ConsoleUsage;

/// <summary>What one export tells, its rows added up by their identity.</summary>
public sealed record UsageExport
{
    /// <summary>What was used.</summary>
    public required IReadOnlyList<ExportedAmount> Amounts { get; init; }

    /// <summary>What was charged.</summary>
    public required IReadOnlyList<ExportedCost> Costs { get; init; }

    /// <summary>How many rows were read.</summary>
    public required long Rows { get; init; }

    /// <summary>The span of which the amounts tell all, days without usage included; null without amounts.</summary>
    public Interval? AmountCoverage { get; init; }

    /// <summary>The same for the costs.</summary>
    public Interval? CostCoverage { get; init; }
}
