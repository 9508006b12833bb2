using System.Globalization;
using CostCompass.Balances;
using CostCompass.Errors;

namespace CostCompass.Spending;

/// <summary>Reads a series of snapshots as steps of spend.</summary>
public static class SpendHistory
{
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
        var derivation = new WindowDerivation { OtherCurrencyRose = context.OtherCurrencyRose };
        foreach ((BalanceSnapshot snapshot, PoolFlows flows) in WithFlows(snapshots, asOf, context.Events))
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
    /// <param name="until">Windows that begin after this instant are not looked at.</param>
    /// <returns>The failure <c>EventContradictsBalance</c>, which names both figures; null when there is none.</returns>
    public static CostException? FindContradiction(
        IEnumerable<BalanceSnapshot> snapshots, IReadOnlyList<CostBalanceEvent> events, DateTimeOffset until)
    {
        BalanceSnapshot? previous = null;
        foreach ((BalanceSnapshot snapshot, PoolFlows flows) in WithFlows(snapshots, DateTimeOffset.MaxValue, events))
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

            if (snapshot.FirstSeen >= until)
            {
                break;
            }

            previous = snapshot;
        }

        return null;
    }

    // An event counts in the first window that ends at or after it: a payment can precede what the balance shows of it.
    private static IEnumerable<(BalanceSnapshot Snapshot, PoolFlows Flows)> WithFlows(
        IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, IReadOnlyList<CostBalanceEvent> events)
    {
        int next = 0;
        bool isStart = true;
        foreach (BalanceSnapshot stored in snapshots)
        {
            if (stored.FirstSeen > asOf)
            {
                yield break;
            }

            PoolFlows flows = default;
            for (; next < events.Count && events[next].At <= stored.FirstSeen; next++)
            {
                if (!isStart && events[next].RecordedAt <= asOf)
                {
                    flows = flows.With(events[next]);
                }
            }

            isStart = false;
            yield return (stored with { LastSeen = Instant.Earlier(stored.LastSeen, asOf) }, flows);
        }
    }

    private static CostException Contradiction(
        string pool, decimal recorded, decimal change, in BalanceSnapshot before, in BalanceSnapshot after) => new(
        "EventContradictsBalance",
        CostErrorKind.InvalidInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {pool} balance changed by {change:+0.#########;-0.#########;0} between {before.LastSeen:u} and {after.FirstSeen:u}, but what is recorded for that time adds up to {recorded:+0.#########;-0.#########;0}: the spend would be {recorded - change:0.#########}."),
        "Check the amount and the instant; Get-CostBalanceEvent lists what is recorded. Several events of one window can be piped in together.");
}
