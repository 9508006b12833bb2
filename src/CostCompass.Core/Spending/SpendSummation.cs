namespace CostCompass.Spending;

/// <summary>Sums steps of spend, in total or by calendar unit.</summary>
public static class SpendSummation
{
    /// <summary>The total of a span.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public static SpendTotal Total(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        var total = new SpendTotal(from, to);
        foreach (SpendWindow part in Parts(steps, from, to))
        {
            total.Add(part);
        }

        return total;
    }

    /// <summary>The totals of each calendar unit with observed time, in order.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <param name="calendar">The calendar of the requested time zone.</param>
    /// <param name="unit">The unit.</param>
    public static IEnumerable<SpendTotal> ByUnit(
        IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to, ZoneCalendar calendar, CalendarUnit unit)
    {
        SpendTotal? current = null;
        foreach (SpendWindow whole in Parts(steps, from, to))
        {
            DateTimeOffset start = whole.From;
            do
            {
                if (current is null || start >= current.To)
                {
                    if (current is not null)
                    {
                        yield return current;
                    }

                    DateTimeOffset first = calendar.StartOf(start, unit);
                    current = new SpendTotal(first, calendar.Next(first, unit));
                }

                if (WindowCut.Part(whole, start, current.To) is { } part)
                {
                    current.Add(part);
                }

                start = current.To;
            }
            while (start < whole.To);
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    /// <summary>Windows and unchanged spans, cut to a time span, in order.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public static IEnumerable<SpendWindow> Parts(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (SpendStep step in steps)
        {
            if (WindowCut.Part(step.Window, from, to) is { } window)
            {
                yield return window;
            }

            if (step.Rest is { } whole && WindowCut.Part(whole, from, to) is { } rest)
            {
                yield return rest;
            }
        }
    }
}
