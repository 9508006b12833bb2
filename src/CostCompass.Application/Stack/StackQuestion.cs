namespace CostCompass.Application;

/// <summary>The parameters of a request for figures of all accounts and subscriptions. Equal requests have the same result.</summary>
public sealed record StackQuestion
{
    /// <summary>The time zone of days and months.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The ISO 4217 code of the totals in uppercase, or null for the most suitable currency.</summary>
    public string? Currency { get; init; }

    /// <summary>The forecast method.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The number of trailing days behind the burn.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The confidence level of intervals, in percent.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>The maximum age of the last reading of an account.</summary>
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>The calendar of the time zone.</summary>
    public ZoneCalendar Calendar => new(TimeZone);
}
