namespace CostCompass.Forecasting;

/// <summary>The distribution of spend over the days of the week: multipliers with a mean of 1.</summary>
/// <param name="multipliers">One multiplier per weekday, from Sunday.</param>
/// <param name="trust">The confidence in the estimates, from 0 (all days are equal) to 1.</param>
internal sealed class WeekdayProfile(double[] multipliers, double trust)
{
    private const int Week = 7;
    private const double HalfLife = 70d;

    /// <summary>All days of the week are equal.</summary>
    public static WeekdayProfile Even => new([1d, 1d, 1d, 1d, 1d, 1d, 1d], 0d);

    /// <summary>The confidence in the estimates, from 0 (all days are equal) to 1.</summary>
    public double Trust => trust;

    /// <summary>The multiplier of a weekday, from 0 for Sunday.</summary>
    public double this[int weekday] => multipliers[weekday];

    /// <summary>
    /// Estimates the multipliers by classical decomposition, as the ratio to the mean of the surrounding week, and shrinks them toward 1 as far
    /// as the variance between the weekdays could be random (empirical Bayes).
    /// </summary>
    /// <param name="series">The days.</param>
    public static WeekdayProfile Estimate(DailySeries series)
    {
        if (series.Length < 2 * Week)
        {
            return Even;
        }

        var weight = new double[Week];
        var sum = new double[Week];
        var squares = new double[Week];
        double decay = Math.Pow(0.5, 1d / HalfLife);
        double importance = 1d;
        for (int index = series.Length - 1; index >= 0; index--, importance *= decay)
        {
            if (series.Coverage[index] <= 0d || SurroundingMean(series, index) is not (> 0d and var mean))
            {
                continue;
            }

            double ratio = series.Rates[index] / mean;
            double share = importance * series.Coverage[index];
            int weekday = series.Weekday(index);
            weight[weekday] += share;
            sum[weekday] += share * ratio;
            squares[weekday] += share * ratio * ratio;
        }

        return weight.Min() < 1d ? Even : Shrink(weight, sum, squares);
    }

    private static WeekdayProfile Shrink(double[] weight, double[] sum, double[] squares)
    {
        double[] means = [.. sum.Zip(weight, (total, count) => total / count)];
        double centre = means.Average();
        if (centre <= 0d)
        {
            return Even;
        }

        double between = 0d;
        double within = 0d;
        for (int weekday = 0; weekday < Week; weekday++)
        {
            between += weight[weekday] * (means[weekday] - centre) * (means[weekday] - centre);
            within += squares[weekday] - (weight[weekday] * means[weekday] * means[weekday]);
        }

        between /= Week - 1;
        within = Math.Max(within, 0d) / Math.Max(weight.Sum() - Week, 1d);
        double trust = between > 0d ? Math.Max(0d, 1d - (within / between)) : 0d;
        return new WeekdayProfile([.. means.Select(mean => 1d + (trust * ((mean / centre) - 1d)))], trust);
    }

    // The week around a day. At the ends of the history, it is the first or the last whole week.
    private static double? SurroundingMean(DailySeries series, int index)
    {
        int start = Math.Clamp(index - 3, 0, series.Length - Week);
        double amount = 0d;
        double covered = 0d;
        for (int day = start; day < start + Week; day++)
        {
            amount += series.Rates[day] * series.Coverage[day];
            covered += series.Coverage[day];
        }

        return covered > 0.7 * Week ? amount / covered : null;
    }
}
