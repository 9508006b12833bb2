using CostCompass.Balances;

namespace CostCompass.Spending;

/// <summary>
/// Turns a series of snapshots into windows, one by one and in order. It keeps only what the next window needs,
/// so a history of any length streams through.
/// </summary>
public struct WindowDerivation
{
    private BalanceSnapshot _previous;
    private RecentBurn _burn;

    /// <summary>
    /// How much older than the first window of interest the first snapshot has to be, so that a derivation over a part
    /// of a history gives the same windows as one over all of it.
    /// </summary>
    public static TimeSpan LookBack => RecentBurn.LookBack;

    /// <summary>
    /// Tells whether another currency of the same account rose from nothing between two instants. Asked only when the balance
    /// falls to zero; null where the account has one currency.
    /// </summary>
    public Func<DateTimeOffset, DateTimeOffset, bool>? OtherCurrencyRose { get; init; }

    /// <summary>The recorded top-ups from before an instant. Asked only when money came in; null where nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>Whether a snapshot has been taken in yet.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Takes in the next snapshot.</summary>
    /// <param name="snapshot">A snapshot that lies after the last one.</param>
    /// <param name="flows">What is recorded to have flowed since the last one.</param>
    /// <returns>The window that ends with it; a baseline for the first.</returns>
    public SpendWindow Next(in BalanceSnapshot snapshot, in PoolFlows flows = default)
    {
        SpendWindow window;
        if (HasStarted)
        {
            WindowEvidence evidence = NeedsEvidence(snapshot) ? EvidenceFrom(_previous.LastSeen) : default;
            window = WindowRule.Between(_previous, snapshot, flows, evidence);
            if (snapshot.Levels.Total == 0m && window.Amount > 0m && OtherCurrencyRose?.Invoke(window.From, window.To) == true)
            {
                window = WindowRule.WithCurrencyChange(window);
            }

            // A window that may be an expiry is left out whatever it was judged to be: the judgement rests on the burn before it,
            // and the burn would rest on all of the history.
            if (window.CountsForBurn && !WindowRule.MayBeExpiry(_previous, snapshot))
            {
                _burn.Add(window.To, window.Duration, window.Amount ?? 0m);
            }
        }
        else
        {
            window = WindowRule.Baseline(snapshot);
            HasStarted = true;
        }

        if (snapshot.LastSeen > snapshot.FirstSeen)
        {
            _burn.Add(snapshot.LastSeen, snapshot.LastSeen - snapshot.FirstSeen, 0m);
        }

        _previous = snapshot;
        return window;
    }

    // Only in the rare windows in which money came in, or all granted credit is gone at once.
    private readonly bool NeedsEvidence(in BalanceSnapshot snapshot) =>
        snapshot.Levels.ToppedUp > _previous.Levels.ToppedUp
        || snapshot.Levels.Granted > _previous.Levels.Granted
        || (snapshot.Levels.Granted == 0m && _previous.Levels.Granted > 0m);

    private readonly WindowEvidence EvidenceFrom(DateTimeOffset instant) =>
        _burn.At(instant) with { EarlierTopUps = TopUpsBefore?.Invoke(instant) ?? [] };
}
