namespace CostCompass.Spending;

/// <summary>
/// Converts a series of snapshots to windows, one at a time and in order. It keeps only the data for the next window, so that a history of
/// any length can be streamed.
/// </summary>
public sealed class WindowDerivation
{
    private readonly RecentBurn _burn = new();
    private readonly SpendPast _past = new();
    private readonly TopUpHabit _topUps = new();
    private DateTimeOffset? _grantedAt;
    private BalanceSnapshot _previous;

    /// <summary>
    /// The minimum time between the first snapshot and the first window of interest for which a part of a history results in the same windows as
    /// the whole history.
    /// </summary>
    public static TimeSpan LookBack { get; } = (2 * SpendPast.Reach) + TimeSpan.FromDays(1);

    /// <summary>The same without <see cref="HasEstimates"/>.</summary>
    public static TimeSpan LookBackForBounds { get; } = SpendPast.Reach + TimeSpan.FromDays(1);

    /// <summary>The same for <see cref="IsForBurn"/>.</summary>
    public static TimeSpan LookBackForBurn => RecentBurn.Reach;

    /// <summary>The other currencies of the account. See <see cref="SeriesContext.OtherCurrencies"/>.</summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<IEnumerable<BalanceSnapshot>>>? OtherCurrencies { get; init; }

    /// <summary>The time of the known data. Later data is ignored, in the other currencies too.</summary>
    public DateTimeOffset AsOf { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The top-ups that were recorded before a given time. Called only for incoming money. Null if nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>Whether a snapshot has been added.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>
    /// Whether only the amounts are needed, and whether they count for a burn rate. Bounds, qualities and suggestions are then not determined from
    /// the spend of the last weeks, so that a long history is read faster.
    /// </summary>
    public bool IsForBurn { get; init; }

    /// <summary>Whether windows get suggestions and estimates. Never for <see cref="IsForBurn"/>.</summary>
    public bool HasEstimates { get; init; } = true;

    /// <summary>Whether the last window depends on more of the past than <see cref="LookBackForBurn"/>.</summary>
    internal bool IsPastUsed { get; private set; }

    /// <summary>Adds the next snapshot, if no flows are recorded since the last one.</summary>
    /// <param name="snapshot">A snapshot after the last one.</param>
    /// <returns>The window that ends with it, or a baseline for the first one.</returns>
    public SpendWindow Next(in BalanceSnapshot snapshot)
    {
        if (!HasStarted || MayBeCurrencyChange(snapshot) || !IsUsualFall(snapshot))
        {
            return Judge(snapshot, default);
        }

        // The fast path for almost all windows of a long history. The result is the same without the steps that can't matter here.
        SpendWindow window = WindowRule.PlainFall(_previous, snapshot);
        IsPastUsed = false;
        Trust(window.From, window.To, window.Amount.GetValueOrDefault());
        Keep(snapshot);
        return window;
    }

    /// <summary>Adds the next snapshot.</summary>
    /// <param name="snapshot">A snapshot after the last one.</param>
    /// <param name="flows">The recorded flows since the last one.</param>
    /// <returns>The window that ends with it, or a baseline for the first one.</returns>
    public SpendWindow Next(in BalanceSnapshot snapshot, in PoolFlows flows) => flows.IsNone ? Next(snapshot) : Judge(snapshot, flows);

    private bool IsUsualFall(in BalanceSnapshot snapshot) => IsForBurn
        ? WindowRule.IsFall(_previous, snapshot)
        : WindowRule.IsBriefFall(_previous, snapshot) && WindowRule.IsUsual(_previous, snapshot, _burn);

    private bool MayBeCurrencyChange(in BalanceSnapshot snapshot) =>
        OtherCurrencies is not null && CurrencyChange.IsNearlyGone(snapshot.Levels.Total, _previous.Levels.Total);

    private SpendWindow Judge(in BalanceSnapshot snapshot, in PoolFlows flows)
    {
        SpendWindow window;
        if (HasStarted)
        {
            bool mayBeChange = MayBeCurrencyChange(snapshot) && HasMoved(snapshot, CurrencyChange.HasRisen);
            WindowEvidence evidence = EvidenceFor(snapshot);
            window = WindowRule.Between(_previous, snapshot, flows, evidence);
            IsPastUsed = evidence.IsPastUsed;
            if (!IsForBurn)
            {
                Learn(snapshot, flows, window, evidence);
            }

            if (mayBeChange && WindowRule.IsOutOfProportion(window.Amount ?? 0m, window.Duration, evidence))
            {
                window = WindowRule.WithCurrencyChange(window);
            }

            // Whether a window is used here depends only on the window itself. Otherwise, an estimate would depend on the past before it, and that past
            // on the whole history.
            if (window.CountsForBurn && !mayBeChange && !WindowRule.MayBeExpiry(_previous, snapshot))
            {
                _burn.Add(window.To, window.Duration, window.Amount ?? 0m);
            }

            if (!IsForBurn && !mayBeChange && WindowRule.IsTrusted(_previous, snapshot, flows, window))
            {
                _past.Add(window.From, window.To, window.Amount ?? 0m);
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

    private void Trust(DateTimeOffset from, DateTimeOffset to, decimal amount)
    {
        _burn.Add(to, to - from, amount);
        if (!IsForBurn)
        {
            _past.Add(from, to, amount);
        }
    }

    private void Keep(in BalanceSnapshot snapshot)
    {
        if (snapshot.LastSeen > snapshot.FirstSeen)
        {
            Trust(snapshot.FirstSeen, snapshot.LastSeen, 0m);
        }

        _previous = snapshot;
    }

    // An increase without a recorded event contains information about the usual top-ups.
    private void Learn(in BalanceSnapshot snapshot, in PoolFlows flows, in SpendWindow window, WindowEvidence evidence)
    {
        decimal granted = snapshot.Levels.Granted - _previous.Levels.Granted;
        decimal toppedUp = snapshot.Levels.ToppedUp - _previous.Levels.ToppedUp;
        _grantedAt = granted > 0m || flows.Grant > 0m ? window.To : _grantedAt;
        if (HasEstimates && flows.IsNone && !evidence.IsExchange && granted <= 0m && toppedUp > 0m && snapshot.Levels.Used is null && evidence.CostsOfPaid(window.Duration) is { } costs)
        {
            _topUps.Add(window.To, granted + toppedUp, window.Amount ?? 0m, costs);
        }
    }

    private bool HasRisen(in BalanceSnapshot snapshot) => snapshot.Levels.ToppedUp > _previous.Levels.ToppedUp;

    private WindowEvidence EvidenceFor(in BalanceSnapshot snapshot)
    {
        DateTimeOffset from = _previous.LastSeen;
        bool hasRisen = HasRisen(snapshot);
        return new WindowEvidence(_burn, IsForBurn ? null : _past, _topUps)
        {
            From = from,
            TopUpsBefore = TopUpsBefore,
            GrantedAt = _grantedAt,
            HasEstimates = HasEstimates && !IsForBurn,
            IsExchange = hasRisen
                && CurrencyChange.IsLittle(_previous.Levels.Total, snapshot.Levels.Total)
                && HasMoved(snapshot, CurrencyChange.HasFallen),
        };
    }

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
