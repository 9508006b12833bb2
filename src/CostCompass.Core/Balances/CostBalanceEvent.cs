namespace CostCompass.Balances;

/// <summary>
/// Something that the user knows to have moved a balance. It belongs to the first window that ends at or after its instant; money
/// that came in belongs to a rise of its pool that no record of its own time explains, when there is one between
/// <see cref="Since"/> and <see cref="At"/> or within ten minutes of them.
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

    /// <summary>When it happened; for an event of which only the span is known, the end of the span.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The start of the span in which it happened; null when <see cref="At"/> is the instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it was recorded. What is asked for as of an earlier instant does not know of it.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was removed; null while it counts. What is asked for as of an earlier instant still knows of it.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether the event was recorded, and not removed yet, at an instant.</summary>
    /// <param name="asOf">The instant.</param>
    public bool IsKnownAt(DateTimeOffset asOf) => RecordedAt <= asOf && !(RemovedAt <= asOf);

    /// <summary>Whether another record says the same: the same amount of the same kind at the same time.</summary>
    /// <param name="other">The other record.</param>
    public bool IsSameAs(CostBalanceEvent other) =>
        Kind == other.Kind
        && Amount == other.Amount
        && At == other.At
        && Since == other.Since
        && string.Equals(Currency, other.Currency, StringComparison.Ordinal)
        && new AccountName(Account) == other.Account;

    /// <summary>The same event with its instants in the local time zone.</summary>
    public CostBalanceEvent ToLocal() => this with
    {
        At = At.ToLocalTime(),
        Since = Since?.ToLocalTime(),
        RecordedAt = RecordedAt.ToLocalTime(),
        RemovedAt = RemovedAt?.ToLocalTime(),
    };
}
