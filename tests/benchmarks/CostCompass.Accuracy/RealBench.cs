using System.Globalization;
using System.Runtime.CompilerServices;
using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>Forecasts of real accounts: what the intervals hold, by group and by length of history, with the constant of the product and with one that was chosen without the group.</summary>
internal static class RealBench
{
    // The product's constant is among them. It is the smallest with which the mean coverage of the groups is 80 % or more.
    private static readonly double[] s_constants = [0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45];
    private const double Goal = 0.80;

    public static void Print(bool isSetAside)
    {
        Row[] rows = RowsOf(RealCase.Lengths);
        Table(isSetAside ? "Set aside" : "Constant of the product", rows, row => row.Product, ForecastMethod.TrailingAverage);
        Table(isSetAside ? "Set aside, Adaptive" : "Constant of the product, Adaptive", rows, row => row.Adaptive, ForecastMethod.Adaptive);
        if (!isSetAside)
        {
            LeaveOneOut(rows);
        }

        Confidences(rows);
        Worth([.. RowsOf(RealCase.ShortLengths), .. rows]);
        RunOuts(rows);

        Row[] RowsOf(IReadOnlyList<(string Title, int[] Days)> lengths) => [.. RealCase.Of(RealSeries.All(isSetAside), lengths).Select(Row.Of)];
    }

    private static void LeaveOneOut(Row[] rows)
    {
        string[] groups = [.. rows.Select(row => row.Group).Distinct()];
        Dictionary<string, int> chosen = groups.ToDictionary(group => group, group => Choose(rows.Where(row => row.Group != group)));
        Line($"Chosen on all groups: {s_constants[Choose(rows)]:0.00}; without {string.Join(", ", groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group} {s_constants[chosen[group]]:0.00}")))}.");
        Line();
        Table("Each group with a constant chosen on the others", rows, row => row.Constants[chosen[row.Group]], ForecastMethod.TrailingAverage);
    }

    private static int Choose(IEnumerable<Row> rows)
    {
        ILookup<string, Row> groups = rows.ToLookup(row => row.Group);
        int chosen = Array.FindIndex(s_constants, constant => groups.Average(group => Covered(group, row => row.Constants[Array.IndexOf(s_constants, constant)][1])) >= Goal);
        return chosen < 0 ? s_constants.Length - 1 : chosen;
    }

    private static double Covered(IEnumerable<Row> rows, Func<Row, HorizonForecast> forecast) =>
        rows.Sum(row => IntervalScore.IsInside(forecast(row), row.Outcome) ? row.Case.Weight : 0d) / rows.Sum(row => row.Case.Weight);

    private static void Table(string title, Row[] rows, Func<Row, HorizonForecast[]> forecast, ForecastMethod method)
    {
        Line($"#### {title}");
        Line();
        Line($"| {method} | forecasts | 50 % | 80 % | 95 % | interval score | bias |");
        Line($"|---|--:|--:|--:|--:|--:|--:|");
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Group))
        {
            Scored(group.Key, group);
        }

        foreach ((string length, int[] days) in RealCase.Lengths)
        {
            Scored(length + " days", rows.Where(row => days.Contains(row.Case.History)));
        }

        foreach ((string length, int[] days) in RealCase.Lengths)
        {
            Scored(RealSeries.People + ", " + length + " days", rows.Where(row => row.Group == RealSeries.People && days.Contains(row.Case.History)));
        }

        Scored("**all**", rows);
        Line();

        void Scored(string name, IEnumerable<Row> some)
        {
            var score = new IntervalScore();
            foreach (Row row in some)
            {
                score.Add(forecast(row), row.Outcome, row.Case.Series.Mean * row.Case.Horizon.Days, row.Case.Weight);
            }

            if (score.Count > 0)
            {
                Line($"| {name} | {score.Count} | {score.Coverage(0):0.0 %} | {score.Coverage(1):0.0 %} | {score.Coverage(2):0.0 %} | {score.Winkler:0.00} | {score.Bias:+0.0 %;-0.0 %;0.0 %} |");
            }
        }
    }

    private static void Confidences(Row[] rows)
    {
        Line($"| half of the 80 % interval's width, as a share of the total | share of forecasts | coverage | median error |");
        Line($"|---|--:|--:|--:|");
        (string Title, double From, double To)[] classes =
            [("under 1/3", 0d, 1d / 3d), ("1/3 to 1", 1d / 3d, 1d), ("1 and more", 1d, double.PositiveInfinity)];
        foreach ((string title, double from, double to) in classes)
        {
            Row[] some = [.. rows.Where(row => row.HalfWidth >= from && row.HalfWidth < to && row.Case.History >= 14)];
            double share = some.Sum(row => row.Case.Weight) / rows.Where(row => row.Case.History >= 14).Sum(row => row.Case.Weight);
            double[] errors = [.. some.Select(row => Math.Abs((double)row.Product[1].Total - row.Outcome) / Math.Max(row.Outcome, 1e-9)).Order()];
            Line($"| {title} | {share:0 %} | {Covered(some, row => row.Product[1]):0.0 %} | {(errors.Length > 0 ? errors[errors.Length / 2] : 0d):0 %} |");
        }

        Line();
    }

    // What a forecast is worth at each length of history. People are shown beside all, because their months differ most.
    private static void Worth(Row[] rows)
    {
        Line($"| days of history | median error | 80 % | median error, people | 80 %, people | High | Medium | Low |");
        Line($"|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach ((string length, int[] days) in RealCase.ShortLengths.Concat(RealCase.Lengths))
        {
            Row[] some = [.. rows.Where(row => days.Contains(row.Case.History))];
            Row[] people = [.. some.Where(row => row.Group == RealSeries.People)];
            double weight = some.Sum(row => row.Case.Weight);
            Line($"| {length} | {MedianError(some):0 %} | {Covered(some, row => row.Product[1]):0 %} | {MedianError(people):0 %} | {Covered(people, row => row.Product[1]):0 %} | {Share(ForecastConfidence.High):0 %} | {Share(ForecastConfidence.Medium):0 %} | {Share(ForecastConfidence.Low):0 %} |");

            double Share(ForecastConfidence confidence) => some.Where(row => row.Confidence == confidence).Sum(row => row.Case.Weight) / weight;
        }

        Line();
    }

    // By weight: half of the forecasts are closer.
    private static double MedianError(IEnumerable<Row> rows)
    {
        (double Error, double Weight)[] errors =
            [.. rows.Select(row => (Math.Abs((double)row.Product[1].Total - row.Outcome) / Math.Max(row.Outcome, 1e-9), row.Case.Weight)).OrderBy(row => row.Item1)];
        double half = errors.Sum(row => row.Weight) / 2d;
        return Array.Find(errors, row => (half -= row.Weight) <= 0d).Error;
    }

    private static void RunOuts(Row[] rows)
    {
        Line($"| run-out date | balances | 80 % |");
        Line($"|---|--:|--:|");
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Group))
        {
            Held(group.Key, group);
        }

        foreach ((string length, int[] days) in RealCase.Lengths)
        {
            Held(length + " days", rows.Where(row => days.Contains(row.Case.History)));
        }

        Held("**all**", rows);
        Line();

        static void Held(string name, IEnumerable<Row> some)
        {
            Row[] known = [.. some.Where(row => row.RunOuts.Count > 0)];
            if (known.Length > 0)
            {
                double held = known.Sum(row => row.Case.Weight * row.RunOuts.Count(inside => inside) / row.RunOuts.Count) / known.Sum(row => row.Case.Weight);
                Line($"| {name} | {known.Sum(row => row.RunOuts.Count)} | {held:0.0 %} |");
            }
        }
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line() => Console.WriteLine();

    private sealed record Row(RealCase Case, double Outcome, HorizonForecast[] Product, HorizonForecast[] Adaptive, HorizonForecast[][] Constants, IReadOnlyList<bool> RunOuts)
    {
        // Balances of so many mean days of the history.
        private static readonly double[] s_balances = [3d, 10d, 30d];

        public string Group => Case.Series.Group;

        public double HalfWidth => (double)(Product[1].High - Product[1].Low) / 2d / Math.Max((double)Product[1].Total, 1e-12);

        // As a forecast has it if all days are completely covered. At least half of the seven trailing days have to be.
        public ForecastConfidence Confidence => HalfWidth >= 1d || Case.History < 4 ? ForecastConfidence.Low
            : HalfWidth < 1d / 3d && Case.History >= 14 ? ForecastConfidence.High
            : ForecastConfidence.Medium;

        public static Row Of(RealCase one)
        {
            SpendForecaster trailing = SpendForecaster.Create(one.Days, one.Origin)!;
            SpendForecaster adaptive = SpendForecaster.Create(one.Days, one.Origin, ForecastMethod.Adaptive)!;
            return new Row(
                one,
                one.Outcome,
                Intervals(trailing, one.Horizon),
                Intervals(adaptive, one.Horizon),
                [.. s_constants.Select(constant => Intervals(WithLevelChange(one, constant), one.Horizon))],
                [.. RunOutsOf(one, trailing)]);
        }

        // Only this benchmark varies the constant, so the model itself has no means to change it.
        private static SpendForecaster WithLevelChange(RealCase one, double perDayVariance)
        {
            SpendForecaster forecaster = SpendForecaster.Create(one.Days, one.Origin)!;
            SpendModel model = ModelOf(forecaster);
            LevelChangeOf(model) = LevelChange.Variance(SeriesOf(model), ProfileOf(model), perDayVariance);
            return forecaster;
        }

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_model")]
        private static extern ref SpendModel ModelOf(SpendForecaster forecaster);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_levelChange")]
        private static extern ref double LevelChangeOf(SpendModel model);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_series")]
        private static extern ref DailySeries SeriesOf(SpendModel model);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_profile")]
        private static extern ref WeekdayProfile ProfileOf(SpendModel model);

        private static HorizonForecast[] Intervals(SpendForecaster forecaster, ForecastHorizon horizon) =>
            [.. IntervalScore.Levels.Select(level => forecaster.Total(horizon, level))];

        private static IEnumerable<bool> RunOutsOf(RealCase one, SpendForecaster forecaster)
        {
            DateTimeOffset origin = new(one.Origin.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            double mean = one.Days.Average(day => (double)day.Amount);
            foreach (double days in s_balances)
            {
                double observed = one.Ahead.Length;
                double end = RunOutBench.DaysUntilEmpty(one.Ahead, mean * days);
                RunOut forecast = forecaster.RunsOut((decimal)(mean * days), origin);
                bool isAfterEarly = forecast.Early is { } early ? end >= (early - origin).TotalDays : double.IsInfinity(end);
                bool isBeforeLate = forecast.Late is not { } late || (double.IsInfinity(end) ? (late - origin).TotalDays > observed : end <= (late - origin).TotalDays);
                yield return isAfterEarly && isBeforeLate;
            }
        }
    }
}
