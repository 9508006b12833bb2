namespace CostCompass.Reconciliation;

/// <summary>The data of the three sources for one account, currency and span.</summary>
public sealed record ReconciliationSources
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The span, which isn't empty.</summary>
    public required Interval Span { get; init; }

    /// <summary>The spend according to the balance.</summary>
    public required BalanceTally Balance { get; init; }

    /// <summary>The metered calls.</summary>
    public required UsageTally Usage { get; init; }

    /// <summary>The console export.</summary>
    public required ExportTally Export { get; init; }

    /// <summary>The other currencies in which the account spent in the span.</summary>
    public IReadOnlyList<string> OtherCurrencies { get; init; } = [];
}
