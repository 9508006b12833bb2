namespace CostCompass.Forecasting;

/// <summary>
/// How far the level of an account can move beyond anything in its history, as a variance of logarithms: people start, stop, and change their
/// tools. It is estimated from the changes from week to week or, if there are few weeks, from the days, because an account whose days differ by
/// factors has months that differ by factors. The constants are measured by <c>tests/benchmarks/CostCompass.Accuracy real</c>.
/// </summary>
internal static class LevelChange
{
    /// <summary>The variance of the level relative to the variance of the days, before weeks can be compared.</summary>
    public const double PerDayVariance = 0.30d;

    // The number of changes between weeks that have the same weight as the days.
    private const double EvenChanges = 8d;
    private const int MostWeeks = 9;
    // A longer history already contains such changes, and the candidates include them.
    private const double ShownDays = 90d;
    // A day or a week without spend is treated as a twentieth of the mean, because a logarithm needs a positive value.
    private const double Floor = 0.05d;
    // A single day doesn't show how days differ. From the second day, this prior has almost no effect.
    private const double PriorVariance = 3d;
    private const double PriorDays = 0.02d;
    private const int Week = 7;
    private const double LeastCovered = 0.7d;

    /// <summary>The variance of the logarithm of a future level that isn't covered by the candidates.</summary>
    /// <param name="series">The days before the origin.</param>
    /// <param name="profile">The weekday multipliers: weekly patterns aren't changes.</param>
    /// <param name="perDayVariance">The value for <see cref="PerDayVariance"/>.</param>
    public static double Variance(DailySeries series, WeekdayProfile profile, double perDayVariance = PerDayVariance)
    {
        (double changes, int count) = OfWeeks(series);
        double expected = perDayVariance * OfDays(series, profile);
        double variance = ((EvenChanges * expected) + (count * changes)) / (EvenChanges + count);
        return variance * Math.Min(1d, ShownDays / series.Observed);
    }

    // The variance of the logarithms of the days, each relative to the usual spend of its weekday.
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

    // The mean square of the changes between consecutive recent weeks, on the log scale.
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
