namespace CostCompass.Pricing;

/// <summary>The days on which the windows of a rule count, read on the calendar of Beijing (UTC+8, without daylight saving).</summary>
public enum BandDays
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Monday to Friday, public holidays included.</summary>
    MondayToFriday,

    /// <summary>
    /// Monday to Friday without public holidays. Saturdays and Sundays that are worked to make up for a holiday stay excluded.
    /// </summary>
    WorkingWeekdays,
}
