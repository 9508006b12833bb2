using CostCompass.Balances;

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

    /// <summary>Tells whether another currency of the account rose from nothing between two instants; null where there is none.</summary>
    public Func<DateTimeOffset, DateTimeOffset, bool>? OtherCurrencyRose { get; init; }
}
