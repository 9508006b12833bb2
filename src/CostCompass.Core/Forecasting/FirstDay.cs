namespace CostCompass.Forecasting;

/// <summary>
/// The burn rate of an account with less than a day of observed time. People connect an account and look at it while they work, and they work in
/// sessions: the cost of ten minutes is a good part of a day's cost and not a 144th of it. The constants are measured by
/// <c>tests/benchmarks/CostCompass.Accuracy early</c>.
/// </summary>
public static class FirstDay
{
    /// <summary>The exponent that converts a share of the day to a share of its spend, from its start: half an hour contains a fifth of a day's spend.</summary>
    public const double Exponent = 0.40;

    /// <summary>The shape of a log-logistic distribution: the odds of an outcome within a bound, to this power, give the ratio of the bound to the point.</summary>
    public const double Spread = 0.72;

    // Shorter times weren't measured: one minute is treated like ten.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>Whether the observed time is so short that the rate is adjusted toward the usual daily spend of an account.</summary>
    /// <param name="observed">The total covered time of the history.</param>
    public static bool IsEarly(TimeSpan observed) => observed < TimeSpan.FromDays(1);

    /// <summary>The spend per day. At the end of the first day it equals the actual spend, so that later rates continue without a jump.</summary>
    /// <param name="amount">The spend.</param>
    /// <param name="covered">The time of the spend, at most a day.</param>
    public static decimal PerDay(decimal amount, TimeSpan covered)
    {
        double part = Math.Min((covered > Shortest ? covered : Shortest).TotalDays, 1d);
        return amount / (decimal)Math.Pow(part, Exponent);
    }

    /// <summary>The ratio of the upper bound of an interval to the point, which is also the ratio of the point to the lower bound.</summary>
    /// <param name="confidenceLevel">The probability that the outcome is within the interval, between 0 and 1.</param>
    public static decimal Factor(decimal confidenceLevel) =>
        (decimal)Math.Pow((double)((1m + confidenceLevel) / (1m - confidenceLevel)), Spread);
}
