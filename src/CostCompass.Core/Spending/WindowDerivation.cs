namespace CostCompass.Spending;

/// <summary>
/// Converts a series of snapshots to windows, one at a time and in order. It keeps only the data for the next window, so that a history of
/// any length can be streamed.
/// </summary>
public sealed class WindowDerivation
{
    private readonly RecentBurn _burn = new();
    private BalanceSnapshot _previous;

    /// <summary>
    /// The minimum time between the first snapshot and the first window of interest for which a part of a history results in the same windows as
    /// the whole history.
    /// </summary>
    public static TimeSpan LookBack => RecentBurn.LookBack;

    /// <summary>The other currencies of the account. See <see cref="SeriesContext.OtherCurrencies"/>.</summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<IEnumerable<BalanceSnapshot>>>? OtherCurrencies { get; init; }

    /// <summary>The time of the known data. Later data is ignored, in the other currencies too.</summary>
    public DateTimeOffset AsOf { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The top-ups that were recorded before a given time. Called only for incoming money. Null if nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>Whether a snapshot has been added.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Takes in the next snapshot, where nothing is recorded to have flowed since the last one.</summary>
    /// <param name="snapshot">A snapshot after the last one.</param>
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

    /// <summary>Adds the next snapshot.</summary>
    /// <param name="snapshot">A snapshot after the last one.</param>
    /// <param name="flows">The recorded flows since the last one.</param>
    /// <returns>The window that ends with it, or a baseline for the first one.</returns>
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
