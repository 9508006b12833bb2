namespace CostCompass.Application;

/// <summary>Records top-ups, grants and refunds, and checks them against the history.</summary>
/// <param name="store">The store.</param>
/// <param name="now">The current time.</param>
public sealed class BalanceEventRecorder(SqlCostStore store, DateTimeOffset now)
{
    private static readonly DateTimeOffset Earliest = new(2, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9998, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an event that is already recorded is recorded again.</summary>
    public bool AcceptsRepeated { get; init; }

    /// <summary>Whether the user agrees to record an event, which is described in words.</summary>
    public required Func<string, bool> MayRecord { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>An event as described.</summary>
    /// <param name="account">The account.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">The currency, or null for the only one with a balance.</param>
    /// <param name="at">The time, or the end of the span in which it happened.</param>
    /// <param name="since">The start of the span, or null.</param>
    /// <exception cref="CostException"><c>InvalidEventAmount</c>, <c>InvalidEventInstant</c>, <c>InvalidAccountName</c>, <c>CurrencyNeeded</c>.</exception>
    public CostBalanceEvent Describe(string? account, BalanceEventKind kind, decimal amount, string? currency, DateTimeOffset at, DateTimeOffset? since)
    {
        if (amount > Amount.Maximum || Amount.Round(amount) <= 0m)
        {
            throw BalanceErrors.InvalidEventAmount(amount);
        }

        if ((since ?? at) < Earliest || at > Latest || since > at)
        {
            throw BalanceErrors.InvalidEventInstant();
        }

        return Make(AccountName.Require(account).Text, kind, amount, CurrencyCode.Require(currency ?? OnlyCurrency(account!)), at, since);
    }

    /// <summary>The suggested top-up of a window, or null if it has none.</summary>
    /// <param name="window">The window.</param>
    /// <exception cref="CostException"><c>EventNeedsWindow</c>.</exception>
    public CostBalanceEvent? Describe(CostSpend window) => window switch
    {
        { GroupBy: not SpendGrouping.Window } => throw BalanceErrors.EventNeedsWindow($"{window.GroupBy}"),
        { SuggestedTopUp: { } suggested, Account: { } account } => Make(account, BalanceEventKind.TopUp, suggested, window.Currency, window.To, window.From),
        _ => null,
    };

    private CostBalanceEvent Make(
        string account, BalanceEventKind kind, decimal amount, string currency, DateTimeOffset at, DateTimeOffset? since) => new()
    {
        Account = account,
        Kind = kind,
        Amount = Amount.Round(amount),
        Currency = currency,
        At = Instant.Truncate(at),
        Since = since is { } start ? Instant.Truncate(start) : null,
        RecordedAt = Instant.Truncate(now),
    };

    /// <summary>Records events of one account and currency, and returns them with those that were already recorded.</summary>
    /// <param name="account">The account.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="events">The events.</param>
    /// <exception cref="CostException"><c>EventContradictsBalance</c>.</exception>
    public IReadOnlyList<CostBalanceEvent> Record(string account, string currency, IReadOnlyList<CostBalanceEvent> events)
    {
        var recorded = new List<CostBalanceEvent>();
        List<CostBalanceEvent> pending = [.. WithoutKnown(events, recorded).Where(one => MayRecord(Words(one)))];
        if (pending.Count == 0)
        {
            return recorded;
        }

        var reader = new HistoryReader(store);
        List<BalanceSeriesKey> series = [.. reader.FindSeries([NamePattern.Exactly(account)], currency: currency)
            .Where(one => one.HasLevel).Select(one => one.Key)];
        foreach (BalanceSeriesKey key in series)
        {
            if (reader.FindContradiction(key, pending) is { } contradiction)
            {
                throw contradiction;
            }
        }

        if (series.Count == 0)
        {
            Warn($"The account '{AccountName.Shown(account)}' has no history in {currency} yet. The event has no effect until the account has a snapshot in that currency.");
        }

        foreach (CostBalanceEvent ahead in pending.Where(one => one.At > now + SnapshotPoll.ClockTolerance))
        {
            Warn($"The {Words(ahead)} is in the future and counts from that time. If the time is wrong, remove it with Remove-CostBalanceEvent and record it again.");
        }

        foreach (DoubtfulEvent doubtful in series.SelectMany(key => reader.FindDoubtful(key, pending)))
        {
            Warn(Doubt(doubtful));
        }

        recorded.AddRange(store.AddEvents(pending));
        return recorded;
    }

    // An event that is recorded twice counts twice, and the second one is most likely the same payment.
    private List<CostBalanceEvent> WithoutKnown(IReadOnlyList<CostBalanceEvent> events, List<CostBalanceEvent> recorded)
    {
        if (AcceptsRepeated)
        {
            return [.. events];
        }

        List<CostBalanceEvent> known = [.. store.ReadEvents().Where(one => one.RemovedAt is null)];
        var fresh = new List<CostBalanceEvent>();
        foreach (CostBalanceEvent one in events)
        {
            if (known.Find(one.IsSameAs) is { } same)
            {
                Warn($"The {Words(one)} is already recorded with the ID {same.Id}. To record it again, use -Force.");
                recorded.Add(same);
            }
            else if (fresh.Exists(one.IsSameAs))
            {
                Warn($"The {Words(one)} occurs twice in the input. To record it twice, use -Force.");
            }
            else
            {
                fresh.Add(one);
            }
        }

        return fresh;
    }

    private static string Doubt(DoubtfulEvent doubtful) => string.Create(
        CultureInfo.InvariantCulture,
        $"The {Words(doubtful.Event)} doesn't match a rise of the balance: {Place(doubtful)}. Between {doubtful.RiseFrom:u} and {doubtful.RiseTo:u}, the balance rose by {doubtful.Unexplained:0.#########} without a recorded event. If the event belongs there, remove it with Remove-CostBalanceEvent and record it again with a time in that range.");

    private static string Place(DoubtfulEvent doubtful) => doubtful.From is { } from
        ? string.Create(CultureInfo.InvariantCulture, $"it counts as spend between {from:u} and {doubtful.To:u}")
        : "it counts in no window yet";

    private static string Words(CostBalanceEvent one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Kind} of {one.Amount} {one.Currency} at {one.At:u} ({one.Account})");

    private string OnlyCurrency(string account)
    {
        List<string> currencies = new HistoryReader(store).FindSeries([NamePattern.Exactly(account)])
            .Where(series => series.HasLevel && series.Newest.Levels.Total != 0m)
            .Select(series => series.Key.Currency)
            .Distinct()
            .ToList();
        return currencies.Count == 1
            ? currencies[0]
            : throw BalanceErrors.CurrencyNeeded(account);
    }
}
