namespace CostCompass.Pricing;

/// <summary>Reads the rules that divide the day. Windows are written as <c>01:00-04:00 06:00-10:00</c> in UTC, with an inclusive start and an exclusive end.</summary>
internal static class BandTable
{
    internal const string ErrorId = "BandFileInvalid";

    internal static readonly string[] Required = ["from_utc", "inside", "outside", "days", "windows_utc"];

    /// <exception cref="CostException"><c>BandFileInvalid</c>, with the line.</exception>
    public static IEnumerable<BandRule> Read(TextReader reader)
    {
        foreach (var row in PlainTable.Read(reader, ErrorId, Required))
        {
            var rule = new BandRule(
                row.Instant("from_utc"),
                row.Word<PriceBand>("inside"),
                row.Word<PriceBand>("outside"),
                row.Word<BandDays>("days"),
                [.. row.Text("windows_utc").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => Window(row, text))])
            {
                Confidence = row.OptionalWord<PriceConfidence>("confidence") ?? PriceConfidence.Low,
                Source = row.Text("source"),
            };
            yield return rule.Windows.Count > 0 || rule.Inside == rule.Outside
                ? rule
                : throw row.Invalid("windows_utc must contain a window such as 01:00-04:00 if inside and outside are different");
        }
    }

    private static BandWindow Window(PlainRow row, string text)
    {
        var times = text.Split('-');
        return times.Length == 2 && Time(times[0], out var start) && Time(times[1], out var end) && start != end
            ? new BandWindow(start, end)
            : throw row.Invalid("windows_utc must contain only windows such as 01:00-04:00");
    }

    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
