namespace CostCompass.Reconciliation;

/// <summary>
/// The spend of an account in a span from three sources: the decreases of its balance, the metered calls, and the console export. The
/// figure of a source without data for the span is null, never 0. Times have the offset of the requested time zone.
/// </summary>
public sealed record DeepSeekReconciliation
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The start of the span.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the span, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The ISO 4217 code. Figures in other currencies aren't in this object.</summary>
    public required string Currency { get; init; }

    /// <summary>The spend according to the balance.</summary>
    public decimal? ByBalance { get; init; }

    /// <summary>The minimum spend according to the balance.</summary>
    public decimal? Low { get; init; }

    /// <summary>The maximum spend according to the balance, or null if it is unbounded or unknown.</summary>
    public decimal? High { get; init; }

    /// <summary>The quality of the balance figure. Null without one.</summary>
    public SpendQuality? Quality { get; init; }

    /// <summary>The share of the span in which the balance was observed, from 0 to 1.</summary>
    public required decimal BalanceCoverage { get; init; }

    /// <summary>The cost of the metered calls.</summary>
    public decimal? ByUsage { get; init; }

    /// <summary>The part of the metered cost that is charged per use and not per token. Null without metered calls.</summary>
    public decimal? UseCost { get; init; }

    /// <summary>The cost with each call that started at another price at the lower of its prices.</summary>
    public decimal? UsageLow { get; init; }

    /// <summary>The cost with each call that started at another price at the higher of its prices.</summary>
    public decimal? UsageHigh { get; init; }

    /// <summary>The number of metered calls with a price.</summary>
    public required long Calls { get; init; }

    /// <summary>The cost according to the console export. A day that extends beyond the span counts in proportion.</summary>
    public decimal? ByExport { get; init; }

    /// <summary>The share of the span that the export covers, from 0 to 1.</summary>
    public required decimal ExportCoverage { get; init; }

    /// <summary>The spend of the balance that isn't explained by the export, or by the metered calls where there is no export. Negative if they exceed the spend of the balance.</summary>
    public decimal? Residual { get; init; }

    /// <summary>The spend of the balance minus the metered cost.</summary>
    public decimal? BalanceLessUsage => ByBalance - ByUsage;

    /// <summary>The spend of the balance minus the exported cost.</summary>
    public decimal? BalanceLessExport => ByBalance - ByExport;

    /// <summary>The metered cost minus the exported cost.</summary>
    public decimal? UsageLessExport => ByUsage - ByExport;

    /// <summary>The possible reasons for the differences, with their size if it is known.</summary>
    public required JoinedList<ReconciliationReason> Explanation { get; init; }

    /// <summary>The spend of the balance by model, the largest first, and the unexplained rest. The amounts add up exactly to <see cref="ByBalance"/>.</summary>
    public required JoinedList<ReconciliationLine> Lines { get; init; }

    /// <summary>Whether a figure is derived from a balance.</summary>
    public bool IsApproximate => ByBalance is not null;
}
