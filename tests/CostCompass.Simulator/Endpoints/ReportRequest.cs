using System.Globalization;

namespace CostCompass.Simulator.Endpoints;

/// <summary>Reads what a request for a cost report asks for.</summary>
internal static class ReportRequest
{
    public static DateOnly? Instant(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? DateOnly.FromDateTime(instant.UtcDateTime)
            : null;

    public static DateOnly? UnixTime(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 10_000_000_000
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)
            : null;

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>How many days a page is to have; 0 for what is no number.</summary>
    public static int Limit(IQueryCollection query, int ordinary, string name = "limit") =>
        query[name].Count == 0 ? ordinary : int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0;

    public static string? Token(IQueryCollection query, string name = "page") => query[name].Count == 0 ? null : query[name].ToString();
}
