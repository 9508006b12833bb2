namespace CostCompass.Reconciliation;

/// <summary>
/// What an account spent in a span, told by three sources side by side: the falls of its balance, the calls that were metered, and the
/// console's export. A source that knows nothing of the span is null, never 0. Instants carry the offset of the time zone that was asked for.
/// </summary>
public sealed record DeepSeekReconciliation
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The start of the span.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the span, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The ISO 4217 code. Figures of other currencies are not in this object.</summary>
    public required string Currency { get; init; }

    /// <summary>The spend that the balance shows.</summary>
    public decimal? ByBalance { get; init; }

    /// <summary>The least that can have been spent by the balance.</summary>
    public decimal? Low { get; init; }

    /// <summary>The most that can have been spent by the balance; null where it is unbounded or not known.</summary>
    public decimal? High { get; init; }

    /// <summary>How the figure of the balance was come by; null without one.</summary>
    public SpendQuality? Quality { get; init; }

    /// <summary>The part of the span in which the balance was observed, from 0 to 1.</summary>
    public required decimal BalanceCoverage { get; init; }

    /// <summary>The cost of the metered calls.</summary>
    public decimal? ByUsage { get; init; }

    /// <summary>What of the metered cost is charged per use and not per token; null without metered calls.</summary>
    public decimal? UseCost { get; init; }

    /// <summary>The cost with each call that began at another price at the lower of its prices.</summary>
    public decimal? UsageLow { get; init; }

    /// <summary>The cost with each call that began at another price at the higher of its prices.</summary>
    public decimal? UsageHigh { get; init; }

    /// <summary>How many calls were metered and could be priced.</summary>
    public required long Calls { get; init; }

    /// <summary>The cost by the console's export. A day that reaches beyond the span counts in proportion.</summary>
    public decimal? ByExport { get; init; }

    /// <summary>The part of the span that the export tells of, from 0 to 1.</summary>
    public required decimal ExportCoverage { get; init; }

    /// <summary>What of the balance's spend neither the export nor, where there is none, the metered calls explain: below 0 when they come to more than the balance.</summary>
    public decimal? Residual { get; init; }

    /// <summary>The balance's spend less the metered.</summary>
    public decimal? BalanceLessUsage => ByBalance - ByUsage;

    /// <summary>The balance's spend less the exported.</summary>
    public decimal? BalanceLessExport => ByBalance - ByExport;

    /// <summary>The metered cost less the exported.</summary>
    public decimal? UsageLessExport => ByUsage - ByExport;

    /// <summary>What can explain the differences, with its size where that is known.</summary>
    public required JoinedList<ReconciliationReason> Explanation { get; init; }

    /// <summary>The balance's spend by model, the largest first, and the unexplained rest. The amounts add up to <see cref="ByBalance"/> exactly.</summary>
    public required JoinedList<ReconciliationLine> Lines { get; init; }

    /// <summary>Whether a figure is derived from a balance.</summary>
    public bool IsApproximate => ByBalance is not null;
}
