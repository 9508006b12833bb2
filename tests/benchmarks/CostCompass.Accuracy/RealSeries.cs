using System.Globalization;

namespace CostCompass.Accuracy;

/// <summary>A real series of contiguous days.</summary>
/// <param name="Group">What kind of demand it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="First">The first day.</param>
/// <param name="Days">The demand of each day.</param>
internal sealed record RealSeries(string Group, string Name, DateOnly First, double[] Days)
{
    /// <summary>The group that looks like accounts of people. It has a third of the weight.</summary>
    public const string People = "llm";

    // Set aside by the hash of their names before any constant was chosen: two of each group, at most half of it.
    private static readonly string[] s_setAside =
        ["llm-2", "llm-4", "pages-5", "pages-6", "repository-3", "repository-7", "rides-2", "tweets-fb", "tweets-ups"];

    /// <summary>The mean of a day, which is the unit of errors.</summary>
    public double Mean { get; } = Days.Average();

    /// <summary>The series that constants are chosen on, or those that were set aside.</summary>
    public static IReadOnlyList<RealSeries> All(bool isSetAside) =>
        [.. Daily().Concat(Hourly()).Where(series => s_setAside.Contains(series.Name) == isSetAside)];

    private static IEnumerable<RealSeries> Daily() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "demand-daily", "series.csv")).Skip(1)
        let cells = line.Split(',')
        select new RealSeries(
            cells[0],
            cells[1],
            DateOnly.Parse(cells[2], CultureInfo.InvariantCulture),
            [.. cells[3].Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);

    private static IEnumerable<RealSeries> Hourly() =>
        from name in RegimeCatalog.Series
        let series = DemandSeries.Read(name)
        select new RealSeries(name == "nyc-taxi" ? "taxi" : "tweets", name, series.First, [.. series.Hours.Select(hours => hours.Sum())]);
}
