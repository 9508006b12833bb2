namespace CostCompass.Application;

/// <summary>A question about the spend of accounts.</summary>
public sealed record SpendQuestion
{
    /// <summary>The time up to which data is known.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The start of the span, or null for the whole history.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The end of the span, or null for <see cref="AsOf"/>.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether the span starts with the current month.</summary>
    public bool IsMonthToDate { get; init; }

    /// <summary>How spend is grouped.</summary>
    public required SpendGrouping GroupBy { get; init; }

    /// <summary>The calendar of hours, days, weeks and months.</summary>
    public required ZoneCalendar Calendar { get; init; }

    /// <summary>Whether the spend of windows with a lower bound is estimated.</summary>
    public bool IncludeEstimate { get; init; }

    /// <summary>How old the last reading of an account can be before its figures are stale.</summary>
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>The span. The time of the last reading is part of what is known.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span => (
        IsMonthToDate ? Calendar.StartOf(AsOf, CalendarUnit.Month) : After ?? DateTimeOffset.MinValue,
        Before is { } before ? Instant.Earlier(before, AsOf) : AsOf);
}
