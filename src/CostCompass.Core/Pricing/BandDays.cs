namespace CostCompass.Pricing;

/// <summary>The days on which the windows of a rule apply, in the calendar of Beijing (UTC+8, without daylight saving time).</summary>
public enum BandDays
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Monday to Friday, including public holidays.</summary>
    MondayToFriday,

    /// <summary>
    /// Monday to Friday without public holidays. Saturdays and Sundays that are working days to make up for a holiday stay excluded.
    /// </summary>
    WorkingWeekdays,
}
