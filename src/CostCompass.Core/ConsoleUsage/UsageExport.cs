namespace CostCompass.ConsoleUsage;

/// <summary>The data of one export, with its rows added up by identity.</summary>
public sealed record UsageExport
{
    /// <summary>The amounts.</summary>
    public required IReadOnlyList<ExportedAmount> Amounts { get; init; }

    /// <summary>The costs.</summary>
    public required IReadOnlyList<ExportedCost> Costs { get; init; }

    /// <summary>The number of rows that were read.</summary>
    public required long Rows { get; init; }

    /// <summary>The span that the amounts cover completely, including days without usage. Null without amounts.</summary>
    public Interval? AmountCoverage { get; init; }

    /// <summary>The same for the costs.</summary>
    public Interval? CostCoverage { get; init; }

    /// <summary>The top-ups and grants, with an empty account. Empty if the source doesn't contain any.</summary>
    public IReadOnlyList<CostBalanceEvent> Events { get; init; } = [];

    /// <summary>The number of payments that weren't completed, and of grants without a time. They aren't in <see cref="Events"/>.</summary>
    public int SkippedEvents { get; init; }
}
