namespace CostCompass.Spending;

/// <summary>Converts a series of snapshots to steps of spend.</summary>
public static class SpendHistory
{
    /// <summary>The maximum time between an event and an increase that shows it.</summary>
    public static TimeSpan EventTolerance => EventPlacement.Tolerance;

    // The maximum time between an event and an increase that it may have been intended for.
    private static readonly TimeSpan MistakenBy = TimeSpan.FromDays(1);

    /// <summary>
    /// The time from which a history has to be read to get the same steps in a span as from the whole history. The snapshot at the start of the span
    /// may have been unchanged for a long time, and the window before it is evaluated by the burn rate before that window.
    /// </summary>
    /// <param name="before">The snapshot before the one at the start of the span, or null if there is none.</param>
    /// <param name="isForBurn">Whether only a burn rate is needed. See <see cref="WindowDerivation.IsForBurn"/>.</param>
    /// <param name="hasEstimates">Whether estimates are needed. See <see cref="WindowDerivation.HasEstimates"/>.</param>
    /// <returns>The time at or before which the first snapshot has to start, unless it is the first of the series.</returns>
    public static DateTimeOffset StartFor(BalanceSnapshot? before, bool isForBurn = false, bool hasEstimates = true)
    {
        TimeSpan lookBack = isForBurn ? WindowDerivation.LookBackForBurn
            : hasEstimates ? WindowDerivation.LookBack
            : WindowDerivation.LookBackForBounds;
        return before is { } one && one.LastSeen - DateTimeOffset.MinValue > lookBack ? one.LastSeen - lookBack : DateTimeOffset.MinValue;
    }

    /// <summary>
    /// Whether each window between snapshots is a plain decrease, which is evaluated independently of earlier data, so that nothing before the
    /// snapshots has to be read.
    /// </summary>
    /// <param name="snapshots">The snapshots, in order, of a series without recorded events that is the only one of its account.</param>
    public static bool HasOnlyFalls(IReadOnlyList<BalanceSnapshot> snapshots)
    {
        for (int index = 1; index < snapshots.Count; index++)
        {
            if (!WindowRule.IsPlainFall(snapshots[index - 1], snapshots[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a window from a given time on depends on more of the past than a burn rate. Short windows of a usual decrease don't, and an account
    /// that is read often has mostly such windows.
    /// </summary>
    /// <param name="snapshots">The snapshots, in order, of a series without recorded events that is the only one of its account.</param>
    /// <param name="from">The time.</param>
    /// <param name="hasEstimates">Whether estimates are needed. See <see cref="WindowDerivation.HasEstimates"/>.</param>
    public static bool NeedsPast(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, bool hasEstimates = true)
    {
        var derivation = new WindowDerivation { HasEstimates = hasEstimates };
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            _ = derivation.Next(snapshot);
            if (derivation.IsPastUsed && snapshot.LastSeen >= from)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Derives the steps of a series as they were known at a given time.</summary>
    /// <param name="snapshots">The snapshots in order. They can start in the middle of a history.</param>
    /// <param name="asOf">The time of the known data. Later snapshots are ignored, and a run of equal readings that continues is cut at this time.</param>
    /// <param name="context">Further information, or null for none.</param>
    public static IEnumerable<SpendStep> Derive(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, SeriesContext? context = null)
    {
        context ??= SeriesContext.None;
        var derivation = new WindowDerivation
        {
            OtherCurrencies = context.OtherCurrencies,
            AsOf = asOf,
            IsForBurn = context.IsForBurn,
            HasEstimates = context.HasEstimates,
            TopUpsBefore = instant => TopUps(context.Events, instant, asOf),
        };
        foreach ((BalanceSnapshot snapshot, PoolFlows? flows) in Placed(snapshots, asOf, context.Events))
        {
            bool isStart = !derivation.HasStarted;
            SpendWindow window = flows is { } recorded ? derivation.Next(snapshot, recorded) : derivation.Next(snapshot);
            if (!isStart || context.IsWhole)
            {
                yield return new SpendStep(context.IncludeEstimate ? window.WithEstimate() : window, snapshot);
            }
        }
    }

    // Without recorded events, there is nothing to assign.
    private static IEnumerable<(BalanceSnapshot Snapshot, PoolFlows? Flows)> Placed(
        IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, IReadOnlyList<CostBalanceEvent> events) => events.Count == 0
        ? snapshots.TakeWhile(snapshot => snapshot.FirstSeen <= asOf).Select(snapshot => (snapshot.KnownAt(asOf), (PoolFlows?)null))
        : EventPlacement.Place(snapshots, asOf, events).Select(placed => (placed.Snapshot, (PoolFlows?)placed.Flows));

    /// <summary>Finds a window that contradicts events about to be recorded: its spend would be negative.</summary>
    /// <param name="snapshots">The snapshots in order, from <see cref="CheckFrom"/> or earlier.</param>
    /// <param name="recorded">All recorded events of the series.</param>
    /// <param name="pending">The events to check.</param>
    /// <returns>The error <c>EventContradictsBalance</c> with both figures, or null if there is no such window.</returns>
    public static CostException? FindContradiction(
        IEnumerable<BalanceSnapshot> snapshots, IEnumerable<CostBalanceEvent> recorded, IReadOnlyList<CostBalanceEvent> pending)
    {
        foreach (PlacedWindow window in PlaceAround(snapshots, recorded, pending))
        {
            if (window.Events.Any(pending.Contains) && Contradiction(window) is { } contradiction)
            {
                return contradiction;
            }
        }

        return null;
    }

    /// <summary>
    /// Finds events about to be recorded that would count as spend because no increase matches them, although the balance increased within a day
    /// by more than what is recorded: they may be intended for that increase.
    /// </summary>
    /// <param name="snapshots">The snapshots in order, from <see cref="CheckFrom"/> or earlier.</param>
    /// <param name="recorded">All recorded events of the series.</param>
    /// <param name="pending">The events to check.</param>
    public static IReadOnlyList<DoubtfulEvent> FindDoubtful(
        IEnumerable<BalanceSnapshot> snapshots, IEnumerable<CostBalanceEvent> recorded, IReadOnlyList<CostBalanceEvent> pending)
    {
        List<PlacedWindow> windows = [.. PlaceAround(snapshots, recorded, pending).Where(window => window.Before is not null)];
        var doubtful = new List<DoubtfulEvent>();
        foreach (CostBalanceEvent one in pending.Where(one => one.Kind is BalanceEventKind.TopUp or BalanceEventKind.Grant))
        {
            PlacedWindow? own = windows.Find(window => window.Events.Contains(one));
            PlacedWindow? risen = windows
                .Where(window => window != own && window.UnexplainedFor(one.Kind) > 0m && Distance(window, one) <= MistakenBy)
                .MinBy(window => Distance(window, one));
            if (risen is not null && (own is null || own.UnexplainedFor(one.Kind) + one.Amount <= 0m))
            {
                doubtful.Add(new DoubtfulEvent(one, own?.Began, own?.Ended, risen.Began, risen.Ended, risen.UnexplainedFor(one.Kind)));
            }
        }

        return doubtful;
    }

    /// <summary>The time from which a history has to be read to check events that are about to be recorded.</summary>
    /// <param name="pending">The events.</param>
    public static DateTimeOffset CheckFrom(IReadOnlyList<CostBalanceEvent> pending)
    {
        DateTimeOffset first = pending.Min(one => one.Since ?? one.At);
        return first - DateTimeOffset.MinValue > MistakenBy ? first - MistakenBy : DateTimeOffset.MinValue;
    }

    private static IEnumerable<PlacedWindow> PlaceAround(
        IEnumerable<BalanceSnapshot> snapshots, IEnumerable<CostBalanceEvent> recorded, IReadOnlyList<CostBalanceEvent> pending)
    {
        DateTimeOffset until = pending.Max(one => one.At);
        foreach (PlacedWindow window in EventPlacement.Place(snapshots, DateTimeOffset.MaxValue, [.. recorded, .. pending]))
        {
            yield return window;
            if (window.Began - until > MistakenBy)
            {
                break;
            }
        }
    }

    private static TimeSpan Distance(PlacedWindow window, CostBalanceEvent one) =>
        window.Began > one.At ? window.Began - one.At
        : window.Ended < one.At ? one.At - window.Ended
        : TimeSpan.Zero;

    private static CostException? Contradiction(PlacedWindow window)
    {
        PoolFlows flows = window.Flows;

        // Outgoing money in the same window as an increase doesn't explain incoming money: that has another source, which isn't recorded yet.
        bool namesGranted = flows.Grant > 0m || (flows.GrantExpiry > 0m && window.GrantedRise <= 0m);
        bool namesToppedUp = flows.TopUp > 0m || (flows.Refund > 0m && window.ToppedUpRise <= 0m);
        return namesGranted && flows.Grant - flows.GrantExpiry < window.GrantedRise
                ? Contradiction("granted", flows.Grant - flows.GrantExpiry, window.GrantedRise, window)
            : namesToppedUp && flows.TopUp - flows.Refund < window.ToppedUpRise
                ? Contradiction("topped-up", flows.TopUp - flows.Refund, window.ToppedUpRise, window)
            : null;
    }

    private static List<decimal> TopUps(IReadOnlyList<CostBalanceEvent> events, DateTimeOffset before, DateTimeOffset asOf) => events
        .TakeWhile(one => one.At <= before)
        .Where(one => one.Kind == BalanceEventKind.TopUp && one.IsKnownAt(asOf))
        .Select(one => one.Amount)
        .ToList();

    private static CostException Contradiction(string pool, decimal recorded, decimal change, PlacedWindow window) =>
        BalanceErrors.EventContradictsBalance(pool, change, window.Began, window.Ended, recorded, recorded - change);
}
