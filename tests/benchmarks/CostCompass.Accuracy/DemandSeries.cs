using System.Globalization;

namespace CostCompass.Accuracy;

/// <summary>A real hourly series: one row of 24 hours per whole day.</summary>
internal sealed record DemandSeries(string Name, DateOnly First, double[][] Hours)
{
    private const int HoursPerDay = 24;
    private const int Week = 7;
    private const int ShortestAccount = 44;
    private const int ShortSeries = 15 * Week;

    /// <summary>Reads the series beside the program.</summary>
    public static DemandSeries Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "demand", name + ".csv");
        var days = new SortedDictionary<DateOnly, double[]>();
        var counts = new Dictionary<DateOnly, int>();
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] cells = line.Split(',');
            DateTime hour = DateTime.Parse(cells[0], CultureInfo.InvariantCulture);
            DateOnly date = DateOnly.FromDateTime(hour);
            if (!days.TryGetValue(date, out double[]? row))
            {
                days[date] = row = new double[HoursPerDay];
            }

            row[hour.Hour] += double.Parse(cells[1], CultureInfo.InvariantCulture);
            counts[date] = counts.GetValueOrDefault(date) + 1;
        }

        // The first and the last day are cut by the recording.
        DateOnly[] whole = [.. days.Keys.Where(date => counts[date] >= HoursPerDay - 1)];
        int length = whole[^1].DayNumber - whole[0].DayNumber + 1;
        return new DemandSeries(name, whole[0], [.. Enumerable.Range(0, length).Select(day => days[whole[0].AddDays(day)])]);
    }

    /// <summary>
    /// A contiguous part as it was, from a random start. The weekdays stay in order; where in the month they fall is
    /// up to the account's first date.
    /// </summary>
    public (double[] Spend, int Weekday) Contiguous(RandomDraws draws)
    {
        double[] days = WorkingHours(draws);
        int length = ShortestAccount + draws.Below(days.Length - ShortestAccount + 1);
        int start = draws.Below(days.Length - length + 1);
        return (days[start..(start + length)], (int)First.AddDays(start).DayOfWeek);
    }

    /// <summary>
    /// A longer account: random blocks of whole weeks of the series, one after another (moving-block bootstrap). A
    /// series of a few weeks gives blocks of one to three: longer ones would be most of the series each, and every
    /// month of the account nearly the same. A series of many weeks gives blocks of three to six.
    /// </summary>
    public (double[] Spend, int Weekday) Spliced(RandomDraws draws, int length)
    {
        double[] days = WorkingHours(draws);
        var spend = new List<double>();
        int offset = draws.Below(Week);
        (int shortest, int longest) = days.Length < ShortSeries ? (1, 3) : (3, 6);
        while (spend.Count < length)
        {
            int weeks = draws.Below(longest - shortest + 1) + shortest;
            int starts = (days.Length - offset - (weeks * Week)) / Week;
            int start = offset + (Week * draws.Below(starts + 1));
            spend.AddRange(days[start..(start + (weeks * Week))]);
        }

        return ([.. spend.Take(length)], (int)First.AddDays(offset).DayOfWeek);
    }

    // An account is at work for a part of the day, each for another one: that makes many accounts of one series.
    private double[] WorkingHours(RandomDraws draws)
    {
        int from = draws.Below(HoursPerDay);
        int count = 6 + draws.Below(HoursPerDay - 5);
        return [.. Hours.Select(row => Enumerable.Range(from, count).Sum(hour => row[hour % HoursPerDay]))];
    }
}
