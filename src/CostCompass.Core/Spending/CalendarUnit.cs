namespace CostCompass.Spending;

/// <summary>A calendar unit in a time zone.</summary>
public enum CalendarUnit
{
    /// <summary>From one full hour of the clock to the next.</summary>
    Hour,

    /// <summary>From one midnight to the next: 23, 24 or 25 hours.</summary>
    Day,

    /// <summary>Seven days from Monday (ISO 8601).</summary>
    Week,

    /// <summary>From the first day of a month to the first day of the next.</summary>
    Month,
}
