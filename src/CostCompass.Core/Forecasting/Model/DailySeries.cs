namespace CostCompass.Forecasting;

/// <summary>The observed days before an origin as dense arrays, starting with the first observed day. Missing days have a coverage of 0.</summary>
internal sealed class DailySeries
{
    // Less than half an hour describes the hour and not the day.
    private const double LeastCoverage = 0.02;

    private DailySeries(DateOnly first, double[] rates, double[] coverage)
    {
        First = first;
        Rates = rates;
        Coverage = coverage;
    }

    /// <summary>The date of the first entry.</summary>
    public DateOnly First { get; }

    /// <summary>The spend per day in units of the currency, scaled up if a day is only partly covered.</summary>
    public double[] Rates { get; }

    /// <summary>The covered share of each day, which is the weight of the day.</summary>
    public double[] Coverage { get; }

    /// <summary>The number of entries up to the origin.</summary>
    public int Length => Rates.Length;

    /// <summary>The sum of all weights: the number of observed days.</summary>
    public double Observed => Coverage.Sum();

    /// <summary>Reads the days before an origin.</summary>
    /// <param name="history">The observed days.</param>
    /// <param name="origin">The first unknown day. It and all later days are ignored.</param>
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

    /// <summary>The spend per day over the last entries, without masked time. 0 if none of them is observed.</summary>
    /// <param name="days">The number of entries.</param>
    public double TrailingRate(int days)
    {
        double rate = RateOf(Math.Max(0, Length - days), Math.Min(days, Length), 0d);
        return double.IsNaN(rate) ? 0d : rate;
    }

    /// <summary>The spend per day over some entries, without masked time. NaN if too little of them is observed.</summary>
    /// <param name="from">The first entry.</param>
    /// <param name="days">The number of entries.</param>
    /// <param name="leastCovered">The minimum number of observed days.</param>
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
    /// The same days with extreme outliers reduced, so that one of them doesn't dominate a year. The bound is a multiple of the largest other
    /// days: a burst that occurred more than once isn't reduced.
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

    /// <summary>The weekday of an entry, from 0 for Sunday. The index can be after the origin.</summary>
    public int Weekday(int index) => (int)First.AddDays(index).DayOfWeek;
}
