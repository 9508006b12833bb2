namespace CostCompass.Forecasting;

/// <summary>
/// How far the level of an account may move away from anything it has shown, as a variance of logarithms: people start, stop, and change
/// their tools. The changes from week to week tell it; while weeks are few, the days do, because an account whose days differ by factors has
/// months that differ by factors. The constants are those that <c>tests/benchmarks/CostCompass.Accuracy real</c> measures.
/// </summary>
internal static class LevelChange
{
    /// <summary>The variance of the level per variance of the days, before there are weeks to compare.</summary>
    public const double PerDayVariance = 0.30d;

    // The changes between weeks that count as much as the days do.
    private const double EvenChanges = 8d;
    private const int MostWeeks = 9;
    // A longer history has shown the changes that are to come, and the candidates carry them.
    private const double ShownDays = 90d;
    // A day or a week of nothing is one of a twentieth of the mean: a logarithm needs something.
    private const double Floor = 0.05d;
    // One day alone tells nothing of how days differ. From the second day on this counts as good as nothing.
    private const double PriorVariance = 3d;
    private const double PriorDays = 0.02d;
    private const int Week = 7;
    private const double LeastCovered = 0.7d;

    /// <summary>The variance of the logarithm of a future level that no candidate has seen.</summary>
    /// <param name="series">The days before the origin.</param>
    /// <param name="profile">The weekday multipliers: what repeats each week is no change.</param>
    /// <param name="perDayVariance">The constant of that name.</param>
    public static double Variance(DailySeries series, WeekdayProfile profile, double perDayVariance = PerDayVariance)
    {
        (double changes, int count) = OfWeeks(series);
        double expected = perDayVariance * OfDays(series, profile);
        double variance = ((EvenChanges * expected) + (count * changes)) / (EvenChanges + count);
        return variance * Math.Min(1d, ShownDays / series.Observed);
    }

    // The variance of the logarithms of the days, each relative to what its weekday usually holds.
    private static double OfDays(DailySeries series, WeekdayProfile profile)
    {
        double observed = series.Observed;
        double mean = series.TrailingRate(series.Length);
        if (mean <= 0d)
        {
            return PriorVariance;
        }

        double sum = 0d;
        double squares = 0d;
        for (int index = 0; index < series.Length; index++)
        {
            double usual = mean * profile[series.Weekday(index)];
            double logarithm = Math.Log((series.Rates[index] + (Floor * mean)) / (usual + (Floor * mean)));
            sum += series.Coverage[index] * logarithm;
            squares += series.Coverage[index] * logarithm * logarithm;
        }

        double deviations = Math.Max(0d, squares - (sum * sum / observed));
        return (deviations + (PriorDays * PriorVariance)) / (Math.Max(0d, observed - 1d) + PriorDays);
    }

    // The mean square of the change from one of the newest weeks to the next, on the log scale.
    private static (double MeanSquare, int Count) OfWeeks(DailySeries series)
    {
        int weeks = Math.Min(series.Length / Week, MostWeeks);
        double[] rates = [.. Enumerable.Range(0, weeks).Select(week => series.RateOf(series.Length - ((weeks - week) * Week), Week, LeastCovered * Week))];
        double least = Floor * rates.Where(rate => !double.IsNaN(rate)).DefaultIfEmpty(0d).Average();
        double squares = 0d;
        int count = 0;
        for (int week = 1; week < weeks; week++)
        {
            double change = Math.Log((rates[week] + least) / (rates[week - 1] + least));
            if (double.IsFinite(change))
            {
                squares += change * change;
                count++;
            }
        }

        return (count > 0 ? squares / count : 0d, count);
    }
}
