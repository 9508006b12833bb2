namespace CostCompass.Spending;

/// <summary>Information about a series that isn't in its snapshots.</summary>
public sealed record SeriesContext
{
    /// <summary>No further information.</summary>
    public static SeriesContext None { get; } = new();

    /// <summary>Whether the snapshots start with the first one of the series. Otherwise, the first one is used only as a starting point.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>The events that the user recorded for the series, sorted by time.</summary>
    public IReadOnlyList<CostBalanceEvent> Events { get; init; } = [];

    /// <summary>Whether windows with a lower bound are filled in with their estimate.</summary>
    public bool IncludeEstimate { get; init; }

    /// <summary>Whether only the amounts are needed, and whether they count for a burn rate. See <see cref="WindowDerivation.IsForBurn"/>.</summary>
    public bool IsForBurn { get; init; }

    /// <summary>
    /// Whether windows get what is estimated from earlier spans: suggestions and estimates. Without them, less of the history is read.
    /// </summary>
    public bool HasEstimates { get; init; } = true;

    /// <summary>
    /// Gets the snapshots of every other currency of the account that extend into a span, in order and with the one before the span. Called only
    /// for a decrease to nearly zero and an increase. Null if the account has one currency.
    /// </summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<IEnumerable<BalanceSnapshot>>>? OtherCurrencies { get; init; }
}
