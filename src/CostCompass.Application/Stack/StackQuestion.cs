namespace CostCompass.Application;

/// <summary>How the figures of all accounts and subscriptions are asked for. Two questions that are equal have the same answer.</summary>
public sealed record StackQuestion
{
    /// <summary>The time zone of days and months.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The ISO 4217 code of the sums, upper case; null for the one that suits.</summary>
    public string? Currency { get; init; }

    /// <summary>How forecasts are made.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The number of trailing days behind the burn.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The probability in percent with which intervals are meant to hold.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>How old the last reading of an account may be.</summary>
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>The calendar of the time zone.</summary>
    public ZoneCalendar Calendar => new(TimeZone);
}
