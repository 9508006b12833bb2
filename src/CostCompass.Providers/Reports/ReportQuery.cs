namespace CostCompass.Providers.Reports;

/// <summary>The parts of the query for a page.</summary>
internal static class ReportQuery
{
    /// <summary>The number of days to request per page.</summary>
    public static int DaysPerPage(DateTimeOffset from, DateTimeOffset to, int maximum) =>
        (int)Math.Min(maximum, Math.Ceiling((to - from).TotalDays));

    /// <summary>A time in UTC in RFC 3339 format.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The part of a query that requests a page. Empty for the first one.</summary>
    public static string Page(string? token) => token is null ? string.Empty : "&page=" + Uri.EscapeDataString(token);
}
