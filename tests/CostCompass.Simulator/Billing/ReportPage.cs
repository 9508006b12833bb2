using System.Globalization;

namespace CostCompass.Simulator.Billing;

/// <summary>The days of one page of a cost report, and the token of the next page.</summary>
/// <param name="Days">The days; empty for a span without any.</param>
/// <param name="Next">The token of the page that follows; null for the last one.</param>
internal sealed record ReportPage(IReadOnlyList<DateOnly> Days, string? Next)
{
    private const string TokenStart = "page_";

    /// <summary>A page, or null when the request cannot be meant.</summary>
    /// <param name="from">The first day of the span.</param>
    /// <param name="to">The day after its last one.</param>
    /// <param name="limit">How many days a page may have.</param>
    /// <param name="token">The token that was given; null for the first page.</param>
    public static ReportPage? Of(DateOnly from, DateOnly to, int limit, string? token)
    {
        if (to <= from || limit < 1 || !TryStart(from, to, token, out var start))
        {
            return null;
        }

        var end = Math.Min(start.DayNumber + limit, to.DayNumber);
        var days = Enumerable.Range(start.DayNumber, end - start.DayNumber).Select(DateOnly.FromDayNumber).ToList();
        return new ReportPage(days, end < to.DayNumber ? TokenStart + DateOnly.FromDayNumber(end).ToString("yyyyMMdd", CultureInfo.InvariantCulture) : null);
    }

    private static bool TryStart(DateOnly from, DateOnly to, string? token, out DateOnly start)
    {
        start = from;
        return token is null
            || (token.StartsWith(TokenStart, StringComparison.Ordinal)
                && DateOnly.TryParseExact(token[TokenStart.Length..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out start)
                && start > from && start < to);
    }
}
