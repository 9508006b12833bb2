namespace CostCompass.Providers.Reports;

/// <summary>The parts of which the query for a page is made.</summary>
internal static class ReportQuery
{
    /// <summary>How many days to ask for in one page.</summary>
    public static int DaysPerPage(DateTimeOffset from, DateTimeOffset to, int maximum) =>
        (int)Math.Min(maximum, Math.Ceiling((to - from).TotalDays));

    /// <summary>An instant in UTC in the form of RFC 3339.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The end of a query that asks for a page; empty for the first one.</summary>
    public static string Page(string? token) => token is null ? string.Empty : "&page=" + Uri.EscapeDataString(token);
}
