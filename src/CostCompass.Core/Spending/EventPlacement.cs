using CostCompass.Balances;

namespace CostCompass.Spending;

/// <summary>
/// Finds the window that a recorded event belongs to. A payment can precede what the balance shows of it, so money that came
/// in belongs to the first rise of its pool that no other record explains, from the first window on that ends at or after the
/// event. Without such a rise within <see cref="Tolerance"/> it belongs to that first window: more was spent in it than came in.
/// </summary>
internal static class EventPlacement
{
    /// <summary>How long after an event a window may begin that shows it.</summary>
    public static TimeSpan Tolerance => TimeSpan.FromMinutes(10);

    /// <summary>Each snapshot with what is recorded to have flowed in the window that ends with it.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    /// <param name="asOf">Nothing after this instant is known.</param>
    /// <param name="events">Every event of the series, by instant.</param>
    public static IEnumerable<(BalanceSnapshot Snapshot, PoolFlows Flows)> Place(
        IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, IReadOnlyList<CostBalanceEvent> events)
    {
        var waiting = new Queue<EventWindow>();
        EventWindow? newest = null;
        int next = 0;
        foreach (BalanceSnapshot stored in snapshots)
        {
            if (stored.FirstSeen > asOf)
            {
                break;
            }

            var window = new EventWindow(stored with { LastSeen = Instant.Earlier(stored.LastSeen, asOf) }, newest?.Snapshot);
            for (; next < events.Count && events[next].At <= stored.FirstSeen; next++)
            {
                if (newest is not null && events[next].RecordedAt <= asOf)
                {
                    window.Unplaced.Add(events[next]);
                }
            }

            newest = window;
            waiting.Enqueue(window);
            while (waiting.TryPeek(out EventWindow? first) && !first.WaitsFor(newest))
            {
                yield return Release(waiting, newest);
            }
        }

        while (waiting.Count > 0)
        {
            yield return Release(waiting, newest!);
        }
    }

    private static (BalanceSnapshot Snapshot, PoolFlows Flows) Release(Queue<EventWindow> waiting, EventWindow newest)
    {
        EventWindow window = waiting.Dequeue();
        foreach (CostBalanceEvent one in window.Unplaced)
        {
            EventWindow? later = waiting.TakeWhile(other => other.Began <= one.At + Tolerance).FirstOrDefault(other => other.IsUnexplained(one.Kind));
            if (later is not null)
            {
                later.Take(one);
            }
            else if (newest.Snapshot.LastSeen >= one.At + Tolerance)
            {
                window.Take(one);
            }

            // What the balance has had no time to show is not counted yet: it would look like spend.
        }

        return (window.Snapshot, window.Flows);
    }

    private sealed class EventWindow(BalanceSnapshot snapshot, BalanceSnapshot? before)
    {
        private readonly decimal _granted = snapshot.Levels.Granted - (before ?? snapshot).Levels.Granted;
        private readonly decimal _toppedUp = snapshot.Levels.ToppedUp - (before ?? snapshot).Levels.ToppedUp;

        /// <summary>The snapshot that ends the window.</summary>
        public BalanceSnapshot Snapshot { get; } = snapshot;

        public DateTimeOffset Began { get; } = before?.LastSeen ?? snapshot.FirstSeen;

        /// <summary>Events of the time of the window that have no place yet.</summary>
        public List<CostBalanceEvent> Unplaced { get; } = [];

        /// <summary>What has its place in the window.</summary>
        public PoolFlows Flows { get; private set; }

        public void Take(CostBalanceEvent one) => Flows = Flows.With(one);

        /// <summary>Places what the window itself shows, and tells whether a window after the newest could show the rest.</summary>
        public bool WaitsFor(EventWindow newest)
        {
            Unplaced.RemoveAll(one =>
            {
                bool isShown = IsUnexplained(one.Kind);
                if (isShown)
                {
                    Take(one);
                }

                return isShown;
            });
            return Unplaced.Exists(one => newest.Snapshot.LastSeen <= one.At + Tolerance);
        }

        /// <summary>Whether the pool of such an event rose by more than what has its place here. A fall is like spend: it is not looked for.</summary>
        public bool IsUnexplained(BalanceEventKind kind) => kind switch
        {
            BalanceEventKind.TopUp => _toppedUp > Flows.TopUp - Flows.Refund,
            BalanceEventKind.Grant => _granted > Flows.Grant - Flows.GrantExpiry,
            _ => true,
        };
    }
}
