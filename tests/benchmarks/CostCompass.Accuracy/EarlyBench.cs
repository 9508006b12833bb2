using System.Globalization;
using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>Measures the rate of the first day against the naive one, which takes the pace of the time since the baseline for that of a month.</summary>
internal static class EarlyBench
{
    private const double MinutesPerDay = 1440d;
    private const decimal Level = 0.80m;

    /// <summary>Draws, scores and prints. With other constants for each series, which are fitted to the other series, and with those of the product.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="accounts">How many accounts of each series.</param>
    public static void Print(int seed, int accounts)
    {
        List<DemandSeries> series = [.. RegimeCatalog.Series.Select(DemandSeries.Read)];
        List<EarlyDraw> people = Draw(series, seed, accounts, isService: false);
        Console.WriteLine("#### Constants");
        Console.WriteLine();
        Console.WriteLine("| fitted without | exponent | spread |");
        Console.WriteLine("|---|--:|--:|");
        var leftOut = new Dictionary<string, (double Exponent, double Spread)>();
        foreach (DemandSeries one in series)
        {
            leftOut[one.Name] = Fit([.. people.Where(draw => draw.Series != one.Name)]);
            Line($"| {one.Name} | {leftOut[one.Name].Exponent:0.000} | {leftOut[one.Name].Spread:0.000} |");
        }

        (double exponent, double spread) = Fit(people);
        Line($"| none | {exponent:0.000} | {spread:0.000} |");
        Line($"| **in the product** | {FirstDay.Exponent:0.00} | {FirstDay.Spread:0.00} |");
        PrintTable("People, started at work", people.Where(draw => draw.IsAtWork), leftOut);
        PrintTable("People, started at any time", people.Where(draw => !draw.IsAtWork), leftOut);
        PrintTable("Services around the clock", Draw(series, seed, accounts, isService: true), leftOut);
    }

    private static List<EarlyDraw> Draw(List<DemandSeries> series, int seed, int accounts, bool isService) =>
        [.. series.SelectMany((one, index) => EarlyDraw.Of(one, seed + index, accounts, isService))];

    // Least absolute deviations for the power of time, then the spread that holds as many outcomes as asked for. Every time since the
    // baseline and every kind of start counts the same.
    private static (double Exponent, double Spread) Fit(List<EarlyDraw> draws)
    {
        List<List<EarlyDraw>> groups = [.. draws.GroupBy(draw => (draw.Minutes, draw.IsAtWork)).Select(group => group.ToList())];
        double exponent = Best(0.20, 0.80, power => groups.Sum(group => group.Average(draw => Math.Abs(Deviation(draw, power)))));
        double odds = Math.Log((double)((1m + Level) / (1m - Level)));
        double spread = Best(0.40, 1.20, width => Math.Abs(groups.Average(group => Share(group, draw => Math.Abs(Deviation(draw, exponent)) <= width * odds)) - (double)Level));
        return (exponent, spread);
    }

    private static double Deviation(EarlyDraw draw, double exponent) =>
        Math.Log(draw.PerDay / draw.Spent) - (exponent * Math.Log(MinutesPerDay / draw.Minutes));

    private static double Best(double from, double to, Func<double, double> loss) =>
        Enumerable.Range(0, (int)Math.Round((to - from) / 0.005) + 1).Select(step => from + (step * 0.005)).MinBy(loss);

    private static double Share(List<EarlyDraw> draws, Func<EarlyDraw, bool> holds) => draws.Count(holds) / (double)draws.Count;

    private static void PrintTable(string title, IEnumerable<EarlyDraw> all, Dictionary<string, (double Exponent, double Spread)> leftOut)
    {
        List<Score> scores = [.. Groups(all).Select(group => Score.Of(group, leftOut))];
        Console.WriteLine();
        Console.WriteLine($"#### {title}");
        Console.WriteLine();
        Console.WriteLine("| since the baseline | accounts | error, naive | error | ratio | coverage | error, series left out | coverage, series left out |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach ((List<EarlyDraw> draws, Score score) in Groups(all).Zip(scores))
        {
            int minutes = draws[0].Minutes;
            Row(minutes < 120 ? $"{minutes} min" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60d:0.#} h"), draws.Count, score);
        }

        Row("**mean**", scores.Sum(score => score.Count), new Score(
            0,
            scores.Average(score => score.Naive),
            scores.Average(score => score.Error),
            scores.Average(score => score.Inside),
            scores.Average(score => score.ErrorLeftOut),
            scores.Average(score => score.InsideLeftOut)));
    }

    private static IEnumerable<List<EarlyDraw>> Groups(IEnumerable<EarlyDraw> all) =>
        all.GroupBy(draw => draw.Minutes).OrderBy(group => group.Key).Select(group => group.ToList());

    private static void Row(string name, int count, Score score) => Line(
        $"| {name} | {count} | {score.Naive:0.00} | {score.Error:0.00} | {score.Error / score.Naive:0.00} | {100 * score.Inside:0.0} % | {score.ErrorLeftOut:0.00} | {100 * score.InsideLeftOut:0.0} % |");

    private static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private sealed record Score(int Count, double Naive, double Error, double Inside, double ErrorLeftOut, double InsideLeftOut)
    {
        // Errors are relative to the outcome.
        public static Score Of(List<EarlyDraw> draws, Dictionary<string, (double Exponent, double Spread)> leftOut)
        {
            double factor = (double)FirstDay.Factor(Level);
            double odds = Math.Log((double)((1m + Level) / (1m - Level)));
            return new Score(
                draws.Count,
                draws.Average(draw => Math.Abs((draw.Spent * MinutesPerDay / draw.Minutes / draw.PerDay) - 1d)),
                draws.Average(draw => Math.Abs((Rate(draw) / draw.PerDay) - 1d)),
                Share(draws, draw => draw.PerDay >= Rate(draw) / factor && draw.PerDay <= Rate(draw) * factor),
                draws.Average(draw => Math.Abs(Math.Exp(-Deviation(draw, leftOut[draw.Series].Exponent)) - 1d)),
                Share(draws, draw => Math.Abs(Deviation(draw, leftOut[draw.Series].Exponent)) <= leftOut[draw.Series].Spread * odds));
        }

        private static double Rate(EarlyDraw draw) => (double)FirstDay.PerDay((decimal)draw.Spent, TimeSpan.FromMinutes(draw.Minutes));
    }
}
