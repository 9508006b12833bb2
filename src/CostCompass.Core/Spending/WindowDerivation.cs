namespace CostCompass.Spending;

/// <summary>
/// Turns a series of snapshots into windows, one by one and in order. It keeps only what the next window needs,
/// so a history of any length streams through.
/// </summary>
public sealed class WindowDerivation
{
    private readonly RecentBurn _burn = new();
    private BalanceSnapshot _previous;

    /// <summary>
    /// How much older than the first window of interest the first snapshot has to be, so that a derivation over a part
    /// of a history gives the same windows as one over all of it.
    /// </summary>
    public static TimeSpan LookBack => RecentBurn.LookBack;

    /// <summary>The other currencies of the account, as <see cref="SeriesContext.OtherCurrencies"/> gives them.</summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<IEnumerable<BalanceSnapshot>>>? OtherCurrencies { get; init; }

    /// <summary>Nothing after this instant is known, of the other currencies either.</summary>
    public DateTimeOffset AsOf { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The recorded top-ups from before an instant. Asked only when money came in; null where nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>Whether a snapshot has been taken in yet.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Takes in the next snapshot, where nothing is recorded to have flowed since the last one.</summary>
    /// <param name="snapshot">A snapshot that lies after the last one.</param>
    /// <returns>The window that ends with it; a baseline for the first.</returns>
    public SpendWindow Next(in BalanceSnapshot snapshot)
    {
        if (!HasStarted || OtherCurrencies is not null || !WindowRule.IsPlainFall(_previous, snapshot))
        {
            return Next(snapshot, default);
        }

        // Nearly every window of a long history comes this way: it is the same as the other, without what cannot matter here.
        SpendWindow window = WindowRule.PlainFall(_previous, snapshot);
        _burn.Add(window.To, window.Duration, window.Amount.GetValueOrDefault());
        Keep(snapshot);
        return window;
    }

    /// <summary>Takes in the next snapshot.</summary>
    /// <param name="snapshot">A snapshot that lies after the last one.</param>
    /// <param name="flows">What is recorded to have flowed since the last one.</param>
    /// <returns>The window that ends with it; a baseline for the first.</returns>
    public SpendWindow Next(in BalanceSnapshot snapshot, in PoolFlows flows)
    {
        SpendWindow window;
        if (HasStarted)
        {
            bool mayBeChange = OtherCurrencies is not null
                && CurrencyChange.IsNearlyGone(snapshot.Levels.Total, _previous.Levels.Total)
                && HasMoved(snapshot, CurrencyChange.HasRisen);
            WindowEvidence evidence = mayBeChange || NeedsEvidence(snapshot) ? EvidenceFor(snapshot) : default;
            window = WindowRule.Between(_previous, snapshot, flows, evidence);
            if (mayBeChange && WindowRule.IsOutOfProportion(window.Amount ?? 0m, window.Duration, evidence))
            {
                window = WindowRule.WithCurrencyChange(window);
            }

            // A window that may be an expiry or a change of currency is left out whatever it was judged to be: the judgement rests
            // on the burn before it, and the burn would rest on all of the history.
            if (window.CountsForBurn && !mayBeChange && !WindowRule.MayBeExpiry(_previous, snapshot))
            {
                _burn.Add(window.To, window.Duration, window.Amount ?? 0m);
            }
        }
        else
        {
            window = WindowRule.Baseline(snapshot);
            HasStarted = true;
        }

        Keep(snapshot);
        return window;
    }

    private void Keep(in BalanceSnapshot snapshot)
    {
        if (snapshot.LastSeen > snapshot.FirstSeen)
        {
            _burn.Add(snapshot.LastSeen, snapshot.LastSeen - snapshot.FirstSeen, 0m);
        }

        _previous = snapshot;
    }

    // Only in the rare windows in which money came in, or all granted credit is gone at once.
    private bool NeedsEvidence(in BalanceSnapshot snapshot) =>
        HasRisen(snapshot)
        || snapshot.Levels.Granted > _previous.Levels.Granted
        || (snapshot.Levels.Granted == 0m && _previous.Levels.Granted > 0m);

    private bool HasRisen(in BalanceSnapshot snapshot) => snapshot.Levels.ToppedUp > _previous.Levels.ToppedUp;

    private WindowEvidence EvidenceFor(in BalanceSnapshot snapshot) => _burn.At(_previous.LastSeen) with
    {
        EarlierTopUps = TopUpsBefore?.Invoke(_previous.LastSeen) ?? [],
        IsExchange = HasRisen(snapshot)
            && CurrencyChange.IsLittle(_previous.Levels.Total, snapshot.Levels.Total)
            && HasMoved(snapshot, CurrencyChange.HasFallen),
    };

    private bool HasMoved(in BalanceSnapshot snapshot, Func<IEnumerable<BalanceSnapshot>, DateTimeOffset, DateTimeOffset, bool> asked)
    {
        if (OtherCurrencies is null)
        {
            return false;
        }

        DateTimeOffset from = _previous.LastSeen - CurrencyChange.Nearness;
        DateTimeOffset to = Instant.Earlier(snapshot.FirstSeen + CurrencyChange.Nearness, AsOf);
        return OtherCurrencies(from, to).Any(other => asked(other, from, to));
    }
}
