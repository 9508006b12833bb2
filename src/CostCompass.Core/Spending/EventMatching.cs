namespace CostCompass.Spending;

/// <summary>
/// Assigns the events to a few windows together. The best assignment leaves the smallest part of the increases unexplained. Of several, it is
/// the one that counts the smallest amount that the balance had no time to show, and then the one that moves the fewest events out of the window of
/// their recorded time, over the shortest distance.
/// </summary>
internal static class EventMatching
{
    // Enough for any realistic number of payments within minutes of each other. Beyond this limit, the best assignment so far is used.
    private const int MostSteps = 20_000;

    // If more consecutive events could be moved, the later ones are assumed to stay in the meantime.
    private const int MostTogether = 12;

    /// <summary>The earliest possible end of a window that shows an event.</summary>
    public static DateTimeOffset ReachBack(CostBalanceEvent one)
    {
        DateTimeOffset start = one.Since ?? one.At;
        return start - DateTimeOffset.MinValue > EventPlacement.Tolerance ? start - EventPlacement.Tolerance : DateTimeOffset.MinValue;
    }

    /// <summary>Assigns the events.</summary>
    /// <param name="windows">The possible windows, in order.</param>
    /// <param name="events">The events, sorted by time.</param>
    /// <param name="newest">The time of the last reading. Amounts that it had no time to show count only if it shows them.</param>
    public static void Match(IReadOnlyList<PlacedWindow> windows, IReadOnlyList<CostBalanceEvent> events, DateTimeOffset newest)
    {
        // Decreases look like spend, so they aren't matched.
        foreach (CostBalanceEvent one in events.Where(one => one.Kind is BalanceEventKind.Refund or BalanceEventKind.GrantExpiry))
        {
            Own(windows, one)?.Take(one);
        }

        MatchPool(windows, [.. events.Where(one => one.Kind == BalanceEventKind.Grant)], newest);
        MatchPool(windows, [.. events.Where(one => one.Kind == BalanceEventKind.TopUp)], newest);
    }

    // The first window that ends at or after the event, or none for events before the baseline or after the last reading.
    private static PlacedWindow? Own(IReadOnlyList<PlacedWindow> windows, CostBalanceEvent one)
    {
        int index = FirstEnding(windows, one.At);
        return index < windows.Count && windows[index].Before is not null ? windows[index] : null;
    }

    private static int FirstEnding(IReadOnlyList<PlacedWindow> windows, DateTimeOffset instant)
    {
        (int low, int high) = (0, windows.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = windows[middle].Ended < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void MatchPool(IReadOnlyList<PlacedWindow> windows, IEnumerable<CostBalanceEvent> events, DateTimeOffset newest)
    {
        var open = new List<Choice>();
        foreach (Choice choice in events.Select(one => Choice.Of(one, windows, newest)))
        {
            if (choice.Places is [var only])
            {
                only.Window?.Take(choice.Event);
            }
            else
            {
                open.Add(choice);
            }
        }

        for (int first = 0; first < open.Count; first += MostTogether)
        {
            List<Choice> together = open.GetRange(first, Math.Min(MostTogether, open.Count - first));
            PlacedWindow?[] best = new Search(together, open.Skip(first + together.Count)).Run();
            for (int index = 0; index < together.Count; index++)
            {
                best[index]?.Take(together[index].Event);
            }
        }
    }

    private sealed record Choice(CostBalanceEvent Event, IReadOnlyList<(PlacedWindow? Window, TimeSpan Way, bool IsMove)> Places, bool IsSettled)
    {
        public static Choice Of(CostBalanceEvent one, IReadOnlyList<PlacedWindow> windows, DateTimeOffset newest)
        {
            PlacedWindow? own = Own(windows, one);
            bool isSettled = newest >= one.At + EventPlacement.Tolerance;
            var places = new List<(PlacedWindow?, TimeSpan, bool)>();
            if (own is null || !isSettled)
            {
                places.Add((null, TimeSpan.Zero, false));
            }

            if (own is not null)
            {
                places.Insert(isSettled ? 0 : places.Count, (own, TimeSpan.Zero, false));
            }

            DateTimeOffset from = ReachBack(one);
            DateTimeOffset to = one.At + EventPlacement.Tolerance;
            places.AddRange(windows
                .Skip(FirstEnding(windows, from))
                .TakeWhile(window => window.Began <= to)
                .Where(window => window != own && window.Before is not null && window.RiseFor(one.Kind) > 0m && window.Ended > from)
                .Select(window => ((PlacedWindow?)window, WayTo(window, one), true))
                .OrderBy(place => place.Item2));
            return new Choice(one, places, isSettled);
        }

        private static TimeSpan WayTo(PlacedWindow window, CostBalanceEvent one)
        {
            DateTimeOffset since = one.Since ?? one.At;
            return window.Began > one.At ? window.Began - one.At
                : window.Ended < since ? since - window.Ended
                : TimeSpan.Zero;
        }
    }

    private readonly record struct Cost(decimal Unexplained, decimal Unsettled, int Moves, long Way) : IComparable<Cost>
    {
        public int CompareTo(Cost other)
        {
            int order = Unexplained.CompareTo(other.Unexplained);
            order = order != 0 ? order : Unsettled.CompareTo(other.Unsettled);
            order = order != 0 ? order : Moves.CompareTo(other.Moves);
            return order != 0 ? order : Way.CompareTo(other.Way);
        }
    }

    private sealed class Search
    {
        private readonly List<Choice> _choices;
        private readonly PlacedWindow?[] _current;
        private readonly Dictionary<PlacedWindow, decimal> _missing;
        private PlacedWindow?[] _best;
        private Cost _bestCost;
        private int _steps;

        public Search(List<Choice> choices, IEnumerable<Choice> later)
        {
            _choices = choices;
            _current = new PlacedWindow?[choices.Count];
            _best = [];
            _missing = choices
                .SelectMany(choice => choice.Places)
                .Select(place => place.Window)
                .OfType<PlacedWindow>()
                .Distinct()
                .ToDictionary(window => window, window => window.UnexplainedFor(choices[0].Event.Kind));
            foreach (Choice choice in later)
            {
                if (choice.Places[0].Window is { } own && _missing.ContainsKey(own))
                {
                    _missing[own] -= choice.Event.Amount;
                }
            }
        }

        public PlacedWindow?[] Run()
        {
            Descend(0, default);
            return _best;
        }

        private void Descend(int index, Cost soFar)
        {
            if (index == _choices.Count)
            {
                Cost cost = soFar with { Unexplained = _missing.Values.Sum(missing => Math.Max(0m, missing)) };
                if (_best.Length == 0 || cost.CompareTo(_bestCost) < 0)
                {
                    (_best, _bestCost) = ([.. _current], cost);
                }

                return;
            }

            Choice choice = _choices[index];
            foreach ((PlacedWindow? window, TimeSpan way, bool isMove) in choice.Places)
            {
                // The best result is to explain everything without a move.
                bool isPerfect = _best.Length > 0 && _bestCost is { Unexplained: 0m, Unsettled: 0m, Moves: 0 };
                if (isPerfect || (_best.Length > 0 && ++_steps > MostSteps))
                {
                    return;
                }

                _current[index] = window;
                if (window is not null)
                {
                    _missing[window] -= choice.Event.Amount;
                }

                Descend(index + 1, soFar with
                {
                    Unsettled = soFar.Unsettled + (window is null || choice.IsSettled ? 0m : choice.Event.Amount),
                    Moves = soFar.Moves + (isMove ? 1 : 0),
                    Way = soFar.Way + way.Ticks,
                });
                if (window is not null)
                {
                    _missing[window] += choice.Event.Amount;
                }
            }
        }
    }
}
