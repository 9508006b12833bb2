namespace CostCompass.Spending;

/// <summary>What else is known about a series besides its snapshots.</summary>
public sealed record SeriesContext
{
    /// <summary>Nothing else.</summary>
    public static SeriesContext None { get; } = new();

    /// <summary>Whether the snapshots begin with the first of the series. If not, the first one only serves as a start.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What the user recorded about the series, by instant.</summary>
    public IReadOnlyList<CostBalanceEvent> Events { get; init; } = [];

    /// <summary>Whether windows of a lower bound are filled in from the burn.</summary>
    public bool IncludeEstimate { get; init; }

    /// <summary>
    /// Gives the snapshots of every other currency of the account that reach into a span, in order and with the one before the span.
    /// Asked only around a fall to nearly nothing and a rise; null where the account has one currency.
    /// </summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<IEnumerable<BalanceSnapshot>>>? OtherCurrencies { get; init; }
}
