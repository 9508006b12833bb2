using System.Globalization;
using CostCompass.Balances;
using CostCompass.Errors;

namespace CostCompass.Spending;

/// <summary>Reads a series of snapshots as steps of spend.</summary>
public static class SpendHistory
{
    /// <summary>How long after an event the balance may begin to show it.</summary>
    public static TimeSpan EventTolerance => EventPlacement.Tolerance;

    /// <summary>
    /// From where a history has to be read, so that the steps that reach into a span are the same as those of all of it.
    /// The snapshot that stands at the start of the span may have stood for long, and the window that leads to it is judged
    /// by the burn before that window.
    /// </summary>
    /// <param name="before">The snapshot before the one that stands at the start of the span; null when there is none.</param>
    /// <returns>The instant at or before which the first snapshot has to begin, unless it is the first of the series.</returns>
    public static DateTimeOffset StartFor(BalanceSnapshot? before) =>
        before is { } one && one.LastSeen - DateTimeOffset.MinValue > WindowDerivation.LookBack
            ? one.LastSeen - WindowDerivation.LookBack
            : DateTimeOffset.MinValue;

    /// <summary>Derives the steps of a series, as they were known at an instant.</summary>
    /// <param name="snapshots">The snapshots in order. They may begin in the middle of a history.</param>
    /// <param name="asOf">Nothing after this instant is known: later snapshots are left out, and a run of equal readings that goes on is cut here.</param>
    /// <param name="context">What else is known; null for nothing.</param>
    public static IEnumerable<SpendStep> Derive(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, SeriesContext? context = null)
    {
        context ??= SeriesContext.None;
        var derivation = new WindowDerivation
        {
            OtherCurrencyRose = context.OtherCurrencyRose,
            TopUpsBefore = instant => TopUps(context.Events, instant, asOf),
        };
        foreach ((BalanceSnapshot snapshot, PoolFlows flows) in EventPlacement.Place(snapshots, asOf, context.Events))
        {
            bool isStart = !derivation.HasStarted;
            SpendWindow window = derivation.Next(snapshot, flows);
            if (!isStart || context.IsWhole)
            {
                yield return new SpendStep(context.IncludeEstimate ? window.WithEstimate() : window, snapshot);
            }
        }
    }

    /// <summary>Looks for a window that the recorded events cannot be true of: they would make its spend negative.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    /// <param name="events">Every event of the series, by instant.</param>
    /// <param name="until">The instant of the last event in question. Windows that could not show it are not looked at.</param>
    /// <returns>The failure <c>EventContradictsBalance</c>, which names both figures; null when there is none.</returns>
    public static CostException? FindContradiction(
        IEnumerable<BalanceSnapshot> snapshots, IReadOnlyList<CostBalanceEvent> events, DateTimeOffset until)
    {
        BalanceSnapshot? previous = null;
        foreach ((BalanceSnapshot snapshot, PoolFlows flows) in EventPlacement.Place(snapshots, DateTimeOffset.MaxValue, events))
        {
            if (previous is { } before && !flows.IsNone)
            {
                decimal granted = snapshot.Levels.Granted - before.Levels.Granted;
                decimal toppedUp = snapshot.Levels.ToppedUp - before.Levels.ToppedUp;
                decimal grantedFlow = flows.Grant - flows.GrantExpiry;
                decimal toppedUpFlow = flows.TopUp - flows.Refund;
                bool namesGranted = flows.Grant > 0m || flows.GrantExpiry > 0m;
                bool namesToppedUp = flows.TopUp > 0m || flows.Refund > 0m;
                if (namesGranted && grantedFlow < granted)
                {
                    return Contradiction("granted", grantedFlow, granted, before, snapshot);
                }

                if (namesToppedUp && toppedUpFlow < toppedUp)
                {
                    return Contradiction("topped-up", toppedUpFlow, toppedUp, before, snapshot);
                }
            }

            if (snapshot.FirstSeen > until + EventPlacement.Tolerance)
            {
                break;
            }

            previous = snapshot;
        }

        return null;
    }

    private static List<decimal> TopUps(IReadOnlyList<CostBalanceEvent> events, DateTimeOffset before, DateTimeOffset asOf) => events
        .TakeWhile(one => one.At <= before)
        .Where(one => one.Kind == BalanceEventKind.TopUp && one.RecordedAt <= asOf)
        .Select(one => one.Amount)
        .ToList();

    private static CostException Contradiction(
        string pool, decimal recorded, decimal change, in BalanceSnapshot before, in BalanceSnapshot after) => new(
        "EventContradictsBalance",
        CostErrorKind.InvalidInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {pool} balance changed by {change:+0.#########;-0.#########;0} between {before.LastSeen:u} and {after.FirstSeen:u}, but what is recorded for that time adds up to {recorded:+0.#########;-0.#########;0}: the spend would be {recorded - change:0.#########}."),
        "Check the amount and the instant; Get-CostBalanceEvent lists what is recorded. Several events of one window can be piped in together.");
}
