namespace CostCompass.Spending;

/// <summary>What was spent in a span, and how good the figure is. Instants carry the offset of the time zone that was asked for.</summary>
public sealed record CostSpend
{
    /// <summary>The account's name; null in a group over several accounts.</summary>
    public string? Account { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code. Amounts of different currencies are never in one figure.</summary>
    public required string Currency { get; init; }

    /// <summary>The start of the span.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the span, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What is known to have been spent, in units of the currency; null for a baseline, before which nothing is known.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The least that can have been spent.</summary>
    public decimal? Low { get; init; }

    /// <summary>The most that can have been spent; null where it is unbounded.</summary>
    public decimal? High { get; init; }

    /// <summary>
    /// The lower end of what is likely: the spend is between <see cref="LikelyLow"/> and <see cref="LikelyHigh"/> with 80 % confidence.
    /// Null where the account has no past to judge by.
    /// </summary>
    public decimal? LikelyLow { get; init; }

    /// <summary>The upper end of what is likely.</summary>
    public decimal? LikelyHigh { get; init; }

    /// <summary>How the figure was come by; for a group the weakest quality of its parts.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>Whether the figure is derived from a balance, and so does not come from the provider's own bill.</summary>
    public bool IsApproximate => Quality != SpendQuality.Reported;

    /// <summary>The top-up that was recorded or found in the span; the least one for a lower bound. Null when there was none.</summary>
    public decimal? TopUp { get; init; }

    /// <summary>The granted credit that was recorded or found in the span. Null when there was none.</summary>
    public decimal? Grant { get; init; }

    /// <summary>What the figure is of: one window, or a group of them.</summary>
    public SpendGrouping GroupBy { get; init; }

    /// <summary>
    /// For a whole window of a lower bound: the top-up that explains its rise best. Add-CostBalanceEvent records it. Null where nothing
    /// points at one, in a part of a window, and in a group.
    /// </summary>
    public decimal? SuggestedTopUp { get; init; }

    /// <summary>The first instant of the span that was observed: spend before it is not in the figure.</summary>
    public DateTimeOffset? ObservedFrom { get; init; }

    /// <summary>The last instant of the span that was observed; in a group over several accounts, of the one that was read least recently.</summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>
    /// The same instant when the span goes on beyond it and the reading is too old to rely on: what was spent after it is not in the
    /// figure. Null where all of the span was observed, or the reading is fresh.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>
    /// In a group over several accounts: the accounts of which nothing of the span was observed, as names with commas between. What they
    /// spent is not in the figure. Null when there is none.
    /// </summary>
    public string? NotObserved { get; init; }
}
