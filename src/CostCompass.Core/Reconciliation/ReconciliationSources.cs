namespace CostCompass.Reconciliation;

/// <summary>What the three sources tell of one account, currency and span.</summary>
public sealed record ReconciliationSources
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The span, which is not empty.</summary>
    public required Interval Span { get; init; }

    /// <summary>What the balance shows.</summary>
    public required BalanceTally Balance { get; init; }

    /// <summary>What was metered.</summary>
    public required UsageTally Usage { get; init; }

    /// <summary>What the console's export tells.</summary>
    public required ExportTally Export { get; init; }

    /// <summary>The other currencies in which the account spent in the span.</summary>
    public IReadOnlyList<string> OtherCurrencies { get; init; } = [];
}
