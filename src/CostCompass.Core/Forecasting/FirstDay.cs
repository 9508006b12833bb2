namespace CostCompass.Forecasting;

/// <summary>
/// The rate of an account of which less than a day is observed. People connect an account and look at it while they work, and work in
/// sessions: what ten minutes cost is a good part of a day and not a 144th of it. The constants are those that
/// <c>tests/benchmarks/CostCompass.Accuracy early</c> measures.
/// </summary>
public static class FirstDay
{
    /// <summary>The share of the spend of a day that falls into its first part is the part to this power: half an hour holds a fifth of a day.</summary>
    public const double Exponent = 0.40;

    /// <summary>The odds of an outcome within a bound, to this power, are how many times the point the bound is (a log-logistic distribution).</summary>
    public const double Spread = 0.72;

    // Nothing shorter was measured: one minute is taken for ten.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>Whether so little is observed that a rate is drawn towards what a day of an account usually holds.</summary>
    /// <param name="observed">All the time of a history that is covered.</param>
    public static bool IsEarly(TimeSpan observed) => observed < TimeSpan.FromDays(1);

    /// <summary>The spend per day. At the end of the day it is what was spent, and what follows joins on without a jump.</summary>
    /// <param name="amount">What was spent.</param>
    /// <param name="covered">The time in which it was spent, at most a day.</param>
    public static decimal PerDay(decimal amount, TimeSpan covered)
    {
        double part = Math.Min((covered > Shortest ? covered : Shortest).TotalDays, 1d);
        return amount / (decimal)Math.Pow(part, Exponent);
    }

    /// <summary>How many times higher than the point the upper bound of an interval is; the lower one is as many times lower.</summary>
    /// <param name="confidenceLevel">The probability that the outcome is to lie inside the interval, between 0 and 1.</param>
    public static decimal Factor(decimal confidenceLevel) =>
        (decimal)Math.Pow((double)((1m + confidenceLevel) / (1m - confidenceLevel)), Spread);
}
