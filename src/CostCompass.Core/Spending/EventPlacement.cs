namespace CostCompass.Spending;

/// <summary>
/// Finds the window of each recorded event. By default, an event counts in the window of its recorded time. Only if a pool then increased by more than
/// what is recorded there, incoming money is moved to that increase: from within its recorded time span, or from a nearby time, because the balance
/// was updated late or the recorded time is slightly wrong. All events that are within reach of the same increases are assigned together
/// (<see cref="EventMatching"/>), so that the order in which they were recorded has no effect.
/// </summary>
internal static class EventPlacement
{
    /// <summary>The maximum time between an event and the start or end of a window that shows it.</summary>
    public static TimeSpan Tolerance => TimeSpan.FromMinutes(10);

    /// <summary>Returns each snapshot with the recorded flows in the window that ends with it.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    /// <param name="asOf">The time of the known data. Later data is ignored.</param>
    /// <param name="events">All events of the series, in any order.</param>
    public static IEnumerable<PlacedWindow> Place(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, IReadOnlyList<CostBalanceEvent> events)
    {
        var upcoming = new UpcomingEvents(events, asOf);
        var group = new List<PlacedWindow>();
        BalanceSnapshot? previous = null;
        foreach (BalanceSnapshot stored in snapshots)
        {
            if (stored.FirstSeen > asOf)
            {
                break;
            }

            BalanceSnapshot snapshot = stored.KnownAt(asOf);
            var window = new PlacedWindow(snapshot, previous);
            if (previous is null)
            {
                // Events before the baseline are part of it, unless the balance shows them only later.
                upcoming.SkipUntil(snapshot.FirstSeen - Tolerance);
            }

            if (group.Count > 0 && !upcoming.Reaches(group[^1].Ended) && window.Began > upcoming.TakenUntil + Tolerance)
            {
                foreach (PlacedWindow settled in Settle(group, upcoming, snapshot.LastSeen))
                {
                    yield return settled;
                }
            }

            previous = snapshot;
            upcoming.TakeUntil(snapshot.FirstSeen);
            if (group.Count > 0 || upcoming.HasTaken || upcoming.Reaches(window.Ended))
            {
                group.Add(window);
            }
            else
            {
                yield return window;
            }
        }

        if (group.Count > 0)
        {
            // The last reading may already show an event that follows it.
            DateTimeOffset newest = previous!.Value.LastSeen;
            upcoming.TakeUntil(newest + Tolerance);
            foreach (PlacedWindow settled in Settle(group, upcoming, newest))
            {
                yield return settled;
            }
        }
    }

    private static List<PlacedWindow> Settle(List<PlacedWindow> group, UpcomingEvents upcoming, DateTimeOffset newest)
    {
        List<PlacedWindow> settled = [.. group];
        EventMatching.Match(settled, upcoming.Release(), newest);
        group.Clear();
        return settled;
    }

    /// <summary>The known events, sorted by time, and the earliest time that each of the remaining ones can apply to.</summary>
    private sealed class UpcomingEvents
    {
        private readonly List<CostBalanceEvent> _known;
        private readonly DateTimeOffset[] _reach;
        private readonly List<CostBalanceEvent> _taken = [];
        private int _next;

        public UpcomingEvents(IReadOnlyList<CostBalanceEvent> events, DateTimeOffset asOf)
        {
            _known = events.Where(one => one.IsKnownAt(asOf))
                .OrderBy(one => one.At).ThenBy(one => one.Kind).ThenBy(one => one.Amount).ThenBy(one => one.Id).ToList();
            _reach = new DateTimeOffset[_known.Count];
            DateTimeOffset earliest = DateTimeOffset.MaxValue;
            for (int index = _known.Count - 1; index >= 0; index--)
            {
                earliest = Instant.Earlier(earliest, EventMatching.ReachBack(_known[index]));
                _reach[index] = earliest;
            }
        }

        public bool HasTaken => _taken.Count > 0;

        /// <summary>The time of the latest event that was assigned, or the minimum value if there is none.</summary>
        public DateTimeOffset TakenUntil => _taken.Count > 0 ? _taken[^1].At : DateTimeOffset.MinValue;

        /// <summary>Whether one of the remaining events may belong to a window that ended at a time.</summary>
        public bool Reaches(DateTimeOffset ended) => _next < _known.Count && _reach[_next] <= ended;

        public void SkipUntil(DateTimeOffset instant)
        {
            while (_next < _known.Count && _known[_next].At < instant)
            {
                _next++;
            }
        }

        public void TakeUntil(DateTimeOffset instant)
        {
            for (; _next < _known.Count && _known[_next].At <= instant; _next++)
            {
                _taken.Add(_known[_next]);
            }
        }

        public List<CostBalanceEvent> Release()
        {
            List<CostBalanceEvent> released = [.. _taken];
            _taken.Clear();
            return released;
        }
    }
}
