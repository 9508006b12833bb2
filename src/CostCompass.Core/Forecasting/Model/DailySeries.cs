namespace CostCompass.Forecasting;

/// <summary>The observed days before an origin as dense arrays, the first observed day first. Missing days have the coverage 0.</summary>
internal sealed class DailySeries
{
    // Less than half an hour of a day says more about the hour than about the day.
    private const double LeastCoverage = 0.02;

    private DailySeries(DateOnly first, double[] rates, double[] coverage)
    {
        First = first;
        Rates = rates;
        Coverage = coverage;
    }

    /// <summary>The date of the first entry.</summary>
    public DateOnly First { get; }

    /// <summary>Spend per day, scaled up where a day is covered in part. The units are those of the currency.</summary>
    public double[] Rates { get; }

    /// <summary>The covered share of each day, which is its weight.</summary>
    public double[] Coverage { get; }

    /// <summary>The number of entries up to the origin.</summary>
    public int Length => Rates.Length;

    /// <summary>The sum of all weights: the number of days observed.</summary>
    public double Observed => Coverage.Sum();

    /// <summary>Reads the days before an origin.</summary>
    /// <param name="history">The observed days.</param>
    /// <param name="origin">The first day that is not known: it and every later one are left out.</param>
    public static DailySeries Before(IEnumerable<ObservedDay> history, DateOnly origin)
    {
        DateOnly earliest = origin.AddDays(-ForecastHistory.MaximumDays);
        List<ObservedDay> days = [.. history.Where(day => day.Date >= earliest && day.Date < origin && (double)day.Coverage >= LeastCoverage)];
        if (days.Count == 0)
        {
            return new DailySeries(origin, [], []);
        }

        DateOnly first = days.Min(day => day.Date);
        int length = origin.DayNumber - first.DayNumber;
        var rates = new double[length];
        var coverage = new double[length];
        foreach (ObservedDay day in days)
        {
            int index = day.Date.DayNumber - first.DayNumber;
            coverage[index] = Math.Min((double)day.Coverage, 1d);
            rates[index] = Math.Max((double)day.Amount, 0d) / coverage[index];
        }

        return new DailySeries(first, rates, coverage);
    }

    /// <summary>Spend per day over the last entries, masked time left out; 0 when none of them is observed.</summary>
    /// <param name="days">The number of entries.</param>
    public double TrailingRate(int days)
    {
        double rate = RateOf(Math.Max(0, Length - days), Math.Min(days, Length), 0d);
        return double.IsNaN(rate) ? 0d : rate;
    }

    /// <summary>Spend per day over some entries, masked time left out; not a number when too little of them is observed.</summary>
    /// <param name="from">The first entry.</param>
    /// <param name="days">The number of entries.</param>
    /// <param name="leastCovered">The days that have to be observed.</param>
    public double RateOf(int from, int days, double leastCovered)
    {
        double amount = 0d;
        double covered = 0d;
        for (int index = from; index < from + days; index++)
        {
            amount += Rates[index] * Coverage[index];
            covered += Coverage[index];
        }

        return covered > leastCovered ? amount / covered : double.NaN;
    }

    /// <summary>
    /// The same days with absurd outliers cut down, so that one of them does not rule a year. The bound is a multiple
    /// of the largest other days: a burst that has come more than once stays whole.
    /// </summary>
    public DailySeries WithoutOutliers()
    {
        const int Peers = 3;
        const double Multiple = 5d;
        const int LeastDays = 8;
        double[] largest = [.. Rates.Where((_, index) => Coverage[index] > 0d).OrderDescending().Take(Peers + 1)];
        if (Observed < LeastDays || largest.Length <= Peers)
        {
            return this;
        }

        double bound = Multiple * largest.Skip(1).Average();
        return bound <= 0d || largest[0] <= bound ? this : new DailySeries(First, [.. Rates.Select(rate => Math.Min(rate, bound))], Coverage);
    }

    /// <summary>The weekday of an entry, from 0 for Sunday. The index may lie beyond the origin.</summary>
    public int Weekday(int index) => (int)First.AddDays(index).DayOfWeek;
}
