using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>A forecast that an account with the first days of a part of a real series could have asked for.</summary>
/// <param name="Series">The series.</param>
/// <param name="Start">The first day of the account.</param>
/// <param name="History">The days of history.</param>
/// <param name="Weight">What the case counts: a group as much as another, and people a third; in a group each series, in a series each length of history.</param>
internal sealed record RealCase(RealSeries Series, int Start, int History, double Weight)
{
    private const int Month = 30;

    /// <summary>The lengths of history, as the tables show them.</summary>
    public static IReadOnlyList<(string Title, int[] Days)> Lengths { get; } =
    [
        ("3", [3]), ("7", [7]), ("14", [14]), ("21", [21]), ("30-45", [30, 45]), ("60-90", [60, 90]), ("120-180", [120, 180]), ("270+", [270, 365]),
    ];

    /// <summary>Shorter ones, which the constants weren't chosen on.</summary>
    public static IReadOnlyList<(string Title, int[] Days)> ShortLengths { get; } = [("1", [1]), ("2", [2])];

    /// <summary>The first day that is not known.</summary>
    public DateOnly Origin => Series.First.AddDays(Start + History);

    /// <summary>The days of the history.</summary>
    public IEnumerable<ObservedDay> Days =>
        Enumerable.Range(Start, History).Select(day => new ObservedDay(Series.First.AddDays(day), (decimal)Series.Days[day], 1m));

    /// <summary>The next month; where the series ends before it does, the thirty days from the origin.</summary>
    public ForecastHorizon Horizon
    {
        get
        {
            ForecastHorizon month = ForecastHorizon.NextMonth(Origin);
            return month.To <= Series.First.AddDays(Series.Days.Length) ? month : new ForecastHorizon(Origin, Origin.AddDays(Month));
        }
    }

    /// <summary>What the days of the horizon did cost.</summary>
    public double Outcome => Series.Days[(Horizon.From.DayNumber - Series.First.DayNumber)..(Horizon.To.DayNumber - Series.First.DayNumber)].Sum();

    /// <summary>The demand after the origin.</summary>
    public ReadOnlySpan<double> Ahead => Series.Days.AsSpan(Start + History);

    /// <summary>The cases of some series: accounts that begin at even distances, and in which something was spent.</summary>
    /// <param name="all">The series.</param>
    /// <param name="lengths">The lengths of history.</param>
    public static IReadOnlyList<RealCase> Of(IReadOnlyList<RealSeries> all, IReadOnlyList<(string Title, int[] Days)> lengths)
    {
        string[] groups = [.. all.Select(series => series.Group).Distinct()];
        var cases = new List<RealCase>();
        foreach (RealSeries series in all)
        {
            double weight = groups.Length == 1 ? 1d : series.Group == RealSeries.People ? 1d / 3d : 2d / 3d / (groups.Length - 1);
            weight /= all.Count(other => other.Group == series.Group);
            List<List<RealCase>> known =
            [
                .. lengths.SelectMany(length => length.Days)
                    .Select(days => Starts(series, days).Select(start => new RealCase(series, start, days, 0d)).Where(one => one.Days.Any(day => day.Amount > 0m)).ToList())
                    .Where(one => one.Count > 0),
            ];
            cases.AddRange(known.SelectMany(same => same.Select(one => one with { Weight = weight / known.Count / same.Count })));
        }

        return cases;
    }

    private static IEnumerable<int> Starts(RealSeries series, int history)
    {
        int last = series.Days.Length - history - Month;
        int count = Math.Min(series.Group == RealSeries.People ? 45 : 24, (last / 3) + 1);
        return last < 0 ? [] : Enumerable.Range(0, count).Select(number => count == 1 ? 0 : (int)((long)last * number / (count - 1)));
    }
}
