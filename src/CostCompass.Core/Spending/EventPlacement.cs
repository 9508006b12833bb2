namespace CostCompass.Spending;

/// <summary>
/// Finds the window that a recorded event belongs to. Every event first counts in the window of its own time. Only where a pool
/// then rose by more than is recorded there, money that came in is moved to that rise: from within its recorded span of time, or
/// from so near that the balance showed it late or the time was noted a little wrong. All events that can reach the same rises are
/// placed together (<see cref="EventMatching"/>), so that the order of their records means nothing.
/// </summary>
internal static class EventPlacement
{
    /// <summary>How far from an event a window may begin or end that shows it.</summary>
    public static TimeSpan Tolerance => TimeSpan.FromMinutes(10);

    /// <summary>Each snapshot with what is recorded to have flowed in the window that ends with it.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    /// <param name="asOf">Nothing after this instant is known.</param>
    /// <param name="events">Every event of the series, in any order.</param>
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
                // What happened before the baseline is part of it, unless the balance shows it only afterwards.
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
            // The last reading may be followed by an event that it shows already.
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

    /// <summary>The events that are known, by instant, and how far back each of those to come may reach.</summary>
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

        /// <summary>The instant of the latest event that was taken; the beginning of time when there is none.</summary>
        public DateTimeOffset TakenUntil => _taken.Count > 0 ? _taken[^1].At : DateTimeOffset.MinValue;

        /// <summary>Whether an event that is still to come may belong to a window that ended at an instant.</summary>
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
