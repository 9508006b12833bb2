using System.Collections.Frozen;

namespace CostCompass.Pricing;

/// <summary>The public holidays of mainland China as days in the calendar of Beijing, and the years that are verified.</summary>
public sealed class ChinaPublicHolidays
{
    internal const string ErrorId = "HolidayFileInvalid";

    private readonly FrozenDictionary<DateOnly, bool> verifiedByDay;
    private readonly FrozenSet<int> verifiedYears;

    private ChinaPublicHolidays(IReadOnlyDictionary<DateOnly, bool> verifiedByDay)
    {
        this.verifiedByDay = verifiedByDay.ToFrozenDictionary();
        // The State Council announces a whole year in one notice, so one verified day means that its whole year is known.
        verifiedYears = verifiedByDay.Where(day => day.Value).Select(day => day.Key.Year).ToFrozenSet();
    }

    /// <summary>A calendar without holidays and without verified years.</summary>
    public static ChinaPublicHolidays None { get; } = new(new Dictionary<DateOnly, bool>());

    /// <summary>The number of holidays.</summary>
    public int Count => verifiedByDay.Count;

    /// <summary>The first holiday.</summary>
    /// <exception cref="InvalidOperationException">There are no holidays.</exception>
    public DateOnly FirstDay => verifiedByDay.Keys.Min();

    /// <summary>Reads a calendar with the columns <c>first_day</c>, <c>last_day</c> (both inclusive) and <c>verified</c>. Other columns are ignored.</summary>
    /// <param name="reader">The text, as CSV without quotes.</param>
    /// <exception cref="CostException"><c>HolidayFileInvalid</c>, with the line.</exception>
    public static ChinaPublicHolidays Read(TextReader reader)
    {
        var days = new Dictionary<DateOnly, bool>();
        foreach (var row in PlainTable.Read(reader, ErrorId, "first_day", "last_day", "verified"))
        {
            var first = row.Day("first_day");
            var last = row.Day("last_day");
            if (last < first || last.DayNumber - first.DayNumber > 31)
            {
                throw row.Invalid("last_day must be on or after first_day, and at most a month later");
            }

            var verified = row.Truth("verified");
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                days[day] = verified;
            }
        }

        return new ChinaPublicHolidays(days);
    }

    /// <summary>This calendar, with the years of another one replaced: the user's own calendar has precedence.</summary>
    /// <param name="other">The calendar with precedence.</param>
    public ChinaPublicHolidays OverriddenBy(ChinaPublicHolidays other)
    {
        var years = other.verifiedByDay.Keys.Select(day => day.Year).ToHashSet();
        return new ChinaPublicHolidays(verifiedByDay.Where(day => !years.Contains(day.Key.Year)).Concat(other.verifiedByDay).ToDictionary());
    }

    /// <summary>Whether a day is a known public holiday.</summary>
    /// <param name="day">The day in Beijing.</param>
    public bool IsHoliday(DateOnly day) => verifiedByDay.ContainsKey(day);

    /// <summary>Whether the holidays of a year are verified.</summary>
    /// <param name="year">The year.</param>
    public bool IsYearVerified(int year) => verifiedYears.Contains(year);
}
