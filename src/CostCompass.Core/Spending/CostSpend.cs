namespace CostCompass.Spending;

/// <summary>The spend in a span, and the quality of the figure. Times have the offset of the requested time zone.</summary>
public sealed record CostSpend
{
    /// <summary>The account's name, or null in a group of several accounts.</summary>
    public string? Account { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code. Amounts in different currencies are never added up.</summary>
    public required string Currency { get; init; }

    /// <summary>The start of the span.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the span, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The known spend, in units of the currency, or null for a baseline, before which the spend is unknown.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The minimum possible spend.</summary>
    public decimal? Low { get; init; }

    /// <summary>The maximum possible spend, or null if there is no upper bound.</summary>
    public decimal? High { get; init; }

    /// <summary>How the figure was come by; for a group the weakest quality of its parts.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>Whether the figure is derived from a balance, and isn't from the provider's bill.</summary>
    public bool IsApproximate => Quality != SpendQuality.Reported;

    /// <summary>The recorded or detected top-up in the span. For a lower bound, the smallest possible one. Null if there was none.</summary>
    public decimal? TopUp { get; init; }

    /// <summary>The recorded or detected granted credit in the span, or null if there was none.</summary>
    public decimal? Grant { get; init; }

    /// <summary>Whether the figure is for one window or for a group of windows.</summary>
    public SpendGrouping GroupBy { get; init; }

    /// <summary>
    /// For a whole window with a lower bound: the top-up that best explains the increase. Add-CostBalanceEvent records it. Null if there is no
    /// best one, for a part of a window, and for a group.
    /// </summary>
    public decimal? SuggestedTopUp { get; init; }

    /// <summary>The start of the observed part of the span. Earlier spend isn't included.</summary>
    public DateTimeOffset? ObservedFrom { get; init; }

    /// <summary>The end of the observed part of the span. In a group of several accounts, that of the account with the oldest last reading.</summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>
    /// The same time if the span continues after it and the reading is stale: later spend isn't included. Null if the whole span was observed,
    /// or if the reading is fresh.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>
    /// In a group of several accounts: the accounts without readings in the span, as names separated by commas. Their spend isn't included. Null
    /// if there are none.
    /// </summary>
    public string? NotObserved { get; init; }
}
