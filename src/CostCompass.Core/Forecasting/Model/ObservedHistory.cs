namespace CostCompass.Forecasting;

/// <summary>
/// The observed days of one series, both as they are finally known and as they were known on every morning: a window that was still open on
/// a morning has no known spend on that morning, not even for the days before it.
/// </summary>
public sealed class ObservedHistory
{
    private readonly List<CalendarDay> _days = [];
    private readonly Dictionary<DateOnly, OpenSpan> _open = [];

    /// <summary>Converts steps of spend to calendar days.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="calendar">The calendar of the requested time zone.</param>
    /// <param name="asOf">The time of the forecast. The day of this time hasn't ended and is left out.</param>
    public ObservedHistory(IEnumerable<SpendStep> steps, ZoneCalendar calendar, DateTimeOffset asOf)
    {
        DateTimeOffset end = calendar.StartOf(asOf, CalendarUnit.Day);
        DateTimeOffset start = calendar.FirstInstantOf(end.Date.AddDays(-ForecastHistory.MaximumDays));
        var current = new CalendarDay(start, calendar.Next(start, CalendarUnit.Day));
        foreach (SpendStep step in steps)
        {
            if (step.Window.CountsForBurn && WindowCut.Part(step.Window, start, end) is { } window)
            {
                Add(window, _ => window.From);
            }

            if (step.Rest is { } whole && WindowCut.Part(whole, start, end) is { } rest)
            {
                Add(rest, morning => Instant.Later(rest.From, step.Snapshot.KnownAt(morning).LastSeen));
            }
        }

        Close();

        void Add(SpendWindow span, Func<DateTimeOffset, DateTimeOffset> knownUntil)
        {
            DateTimeOffset from = span.From;
            while (from < span.To)
            {
                while (from >= current.To)
                {
                    Close();
                }

                current.Add(span, from);
                from = current.To;
                if (from < span.To)
                {
                    _open[DateOnly.FromDateTime(from.Date)] = new OpenSpan(span, knownUntil(from));
                }
            }
        }

        void Close()
        {
            if (current.Covered > TimeSpan.Zero)
            {
                _days.Add(current);
            }

            current = new CalendarDay(current.To, calendar.Next(current.To, CalendarUnit.Day));
        }
    }

    /// <summary>The completed days that are at least partly covered, in order, as they are finally known.</summary>
    public IReadOnlyList<ObservedDay> Days => [.. _days.Select(day => day.Observed)];

    /// <summary>The days before a morning, as they were known on that morning.</summary>
    /// <param name="morning">The first unknown day.</param>
    public IReadOnlyList<ObservedDay> KnownOn(DateOnly morning)
    {
        IEnumerable<CalendarDay> days = _days.TakeWhile(day => day.Date < morning);
        if (_open.TryGetValue(morning, out OpenSpan open))
        {
            days = days.Select(day => day.To > open.KnownUntil ? day.Without(open) : day).Where(day => day.Covered > TimeSpan.Zero);
        }

        return [.. days.Select(day => day.Observed)];
    }

    /// <summary>A window or a run that extends beyond a morning, and the time up to which it was known.</summary>
    private readonly record struct OpenSpan(SpendWindow Span, DateTimeOffset KnownUntil);

    private sealed class CalendarDay(DateTimeOffset from, DateTimeOffset to)
    {
        public DateTimeOffset To { get; } = to;

        public DateOnly Date { get; } = DateOnly.FromDateTime(from.Date);

        public TimeSpan Covered { get; private set; }

        // A day has 23, 24 or 25 hours.
        public ObservedDay Observed => new(Date, Amount, decimal.Min((decimal)Covered.Ticks / (To - from).Ticks, 1m));

        private decimal Amount { get; set; }

        public void Add(in SpendWindow span, DateTimeOffset start) => Change(span, start, 1);

        public CalendarDay Without(in OpenSpan open)
        {
            var day = new CalendarDay(from, To) { Amount = Amount, Covered = Covered };
            day.Change(open.Span, Instant.Later(from, open.KnownUntil), -1);
            return day;
        }

        private void Change(in SpendWindow span, DateTimeOffset start, int sign)
        {
            if (WindowCut.Part(span, start, To) is { } part)
            {
                Amount += sign * (part.Amount ?? 0m);
                Covered += sign * part.Duration;
            }
        }
    }
}
