using CostCompass.Views.Charts;

namespace CostCompass.Views.Statements.Page;

/// <summary>The text of figures and days on a page. It is the same in every culture.</summary>
internal static class Wording
{
    /// <summary>The text for an unknown figure.</summary>
    public const string Unknown = "–";

    /// <summary>An amount without its currency.</summary>
    /// <param name="amount">The amount, or null if it is unknown.</param>
    public static string Number(decimal? amount) => amount is { } known ? ChartFrame.Money(known).Replace('-', '−') : Unknown;

    /// <summary>An amount with its currency, and an asterisk if it is approximate.</summary>
    /// <param name="amount">The amount, or null if it is unknown.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="isApproximate">Whether it is approximate.</param>
    public static string Money(decimal? amount, string currency, bool isApproximate = false) =>
        amount is null ? Unknown : $"{Number(amount)}\u00A0{currency}{Mark(isApproximate)}";

    /// <summary>Two bounds, or null if one of them is unknown.</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public static string? Range(decimal? low, decimal? high) => low is null || high is null ? null : $"{Number(low)} – {Number(high)}";

    /// <summary>The mark of an approximate figure.</summary>
    /// <param name="isApproximate">Whether the figure is approximate.</param>
    public static string Mark(bool isApproximate) => isApproximate ? "*" : "";

    /// <summary>A whole number.</summary>
    /// <param name="count">The number.</param>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A share, in percent.</summary>
    /// <param name="share">From 0 to 1, or null if it is unknown.</param>
    public static string Percent(decimal? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100m:0.0}\u00A0%") : Unknown;

    /// <summary>A day.</summary>
    /// <param name="day">The day.</param>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day without its year.</summary>
    /// <param name="day">The day.</param>
    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>Two days. If the year is the same, it is shown once.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    public static string Days(DateTimeOffset first, DateTimeOffset last) => first.Year == last.Year
        ? $"{first.ToString("d MMM", CultureInfo.InvariantCulture)} – {Day(last)}"
        : $"{Day(first)} – {Day(last)}";

    /// <summary>The day of a time, in the time zone of its offset.</summary>
    /// <param name="at">The time, or null if it is unknown.</param>
    public static string Day(DateTimeOffset? at) => at is { } known ? Day(DateOnly.FromDateTime(known.Date)) : Unknown;

    /// <summary>A time, in the time zone of its offset.</summary>
    /// <param name="at">The time.</param>
    public static string Instant(DateTimeOffset at) => at.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day in ISO 8601 format.</summary>
    /// <param name="day">The day.</param>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name of a month.</summary>
    /// <param name="day">A day of the month.</param>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
