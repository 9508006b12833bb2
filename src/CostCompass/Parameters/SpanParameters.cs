using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>
/// The usual spans, as parameters of every command that has -After and -Before. Days and weeks are those of the time zone of the command.
/// </summary>
public sealed class SpanParameters
{
    /// <summary>The last days up to now, including today. -Days 7 starts at midnight six days ago.</summary>
    [Parameter]
    [ValidateRange(1, 3660)]
    public int Days { get; set; }

    /// <summary>The span from midnight to now.</summary>
    [Parameter]
    public SwitchParameter Today { get; set; }

    /// <summary>The day before today.</summary>
    [Parameter]
    public SwitchParameter Yesterday { get; set; }

    /// <summary>The span from Monday to now.</summary>
    [Parameter]
    public SwitchParameter ThisWeek { get; set; }

    /// <summary>The month before the current month.</summary>
    [Parameter]
    public SwitchParameter LastMonth { get; set; }

    /// <summary>The chosen span. Without a choice, it is the specified one.</summary>
    /// <param name="after">The specified start, or null.</param>
    /// <param name="before">The specified end, or null.</param>
    /// <param name="isOther">Whether the command specifies the span in another way.</param>
    /// <param name="calendar">The calendar of the time zone.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="CostException"><c>SpanAmbiguous</c> for more than one span.</exception>
    internal (DateTimeOffset? After, DateTimeOffset? Before) Choose(
        DateTimeOffset? after, DateTimeOffset? before, bool isOther, ZoneCalendar calendar, DateTimeOffset now)
    {
        bool[] chosen = [Days > 0, Today, Yesterday, ThisWeek, LastMonth];
        int count = chosen.Count(one => one);
        if (count == 0)
        {
            return (after, before);
        }

        if (count > 1 || isOther || after is not null || before is not null)
        {
            throw MonthErrors.SpanAmbiguous();
        }

        DateTimeOffset today = calendar.StartOf(now, CalendarUnit.Day);
        DateTimeOffset DayBefore(int days) => calendar.FirstInstantOf(calendar.ToZone(today).Date.AddDays(-days));
        DateTimeOffset month = calendar.StartOf(now, CalendarUnit.Month);
        return Today ? (today, null)
            : Yesterday ? (DayBefore(1), today)
            : ThisWeek ? (calendar.StartOf(now, CalendarUnit.Week), null)
            : LastMonth ? (calendar.StartOf(Instant.LastBefore(month), CalendarUnit.Month), month)
            : (DayBefore(Days - 1), null);
    }
}
