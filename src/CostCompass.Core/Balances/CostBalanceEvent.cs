namespace CostCompass.Balances;

/// <summary>
/// Something that the user knows to have moved a balance. It belongs to the first window that ends at or after its instant; money
/// that came in and that this window does not show belongs to the rise that shows it within ten minutes.
/// </summary>
public sealed record CostBalanceEvent
{
    /// <summary>The number of the record; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>What happened.</summary>
    public required BalanceEventKind Kind { get; init; }

    /// <summary>How much, above 0, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was recorded. What is asked for as of an earlier instant does not know of it.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}
