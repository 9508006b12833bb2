namespace CostCompass.Balances;

/// <summary>
/// A change of a balance that the user recorded. It belongs to the first window that ends at or after its time. An increase belongs to
/// an increase of its pool without a matching event, if there is one between <see cref="Since"/> and <see cref="At"/> or within ten
/// minutes of them.
/// </summary>
public sealed record CostBalanceEvent
{
    /// <summary>The number of the event. 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>What happened.</summary>
    public required BalanceEventKind Kind { get; init; }

    /// <summary>The amount, greater than 0, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>When it happened. For an event of which only the span is known, the end of the span.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The start of the span in which it happened, or null if <see cref="At"/> is the exact time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it was recorded. A result as of an earlier time doesn't include it.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was removed. Null if it wasn't. A result as of an earlier time still includes it.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether the event was recorded, and not yet removed, at a time.</summary>
    /// <param name="asOf">The time.</param>
    public bool IsKnownAt(DateTimeOffset asOf) => RecordedAt <= asOf && !(RemovedAt <= asOf);

    /// <summary>Whether another event is the same: the same amount and kind at the same time.</summary>
    /// <param name="other">The other event.</param>
    public bool IsSameAs(CostBalanceEvent other) =>
        Kind == other.Kind
        && Amount == other.Amount
        && At == other.At
        && Since == other.Since
        && string.Equals(Currency, other.Currency, StringComparison.Ordinal)
        && new AccountName(Account) == other.Account;

    /// <summary>The same event with its times in the local time zone.</summary>
    public CostBalanceEvent ToLocal() => this with
    {
        At = At.ToLocalTime(),
        Since = Since?.ToLocalTime(),
        RecordedAt = RecordedAt.ToLocalTime(),
        RemovedAt = RemovedAt?.ToLocalTime(),
    };
}
