namespace CostCompass.Spending;

/// <summary>A unit of the calendar in some time zone.</summary>
public enum CalendarUnit
{
    /// <summary>From one full hour of the clock to the next.</summary>
    Hour,

    /// <summary>From one midnight to the next: 23, 24 or 25 hours.</summary>
    Day,

    /// <summary>Seven days from Monday (ISO 8601).</summary>
    Week,

    /// <summary>From the first of a month to the first of the next.</summary>
    Month,
}
