using System.Globalization;

namespace CostCompass.Accuracy;

/// <summary>Scores as a Markdown table, with the goals below it.</summary>
internal static class ScoreTable
{
    public static void PrintForecasts(string title, IReadOnlyList<MethodScores> regimes)
    {
        Print($"#### {title}");
        Print();
        Print($"| regime | forecasts | error of Adaptive relative to the trailing average | coverage, trailing average | coverage, Adaptive | bias, trailing average | bias, Adaptive |");
        Print($"|---|--:|--:|--:|--:|--:|--:|");
        foreach (MethodScores regime in regimes)
        {
            Print($"| {regime.Regime} | {regime.Trailing.Count} | {Relative(regime):0.00} | {regime.Trailing.Coverage:0.0 %} | {regime.Adaptive.Coverage:0.0 %} | {regime.Trailing.Bias:+0.0 %;-0.0 %;0.0 %} | {regime.Adaptive.Bias:+0.0 %;-0.0 %;0.0 %} |");
        }

        double relative = regimes.Average(Relative);
        double trailing = regimes.Average(regime => regime.Trailing.Coverage);
        double adaptive = regimes.Average(regime => regime.Adaptive.Coverage);
        double trailingBias = regimes.Average(regime => regime.Trailing.Bias);
        double adaptiveBias = regimes.Average(regime => regime.Adaptive.Bias);
        Print($"| **mean** | {regimes.Sum(regime => regime.Trailing.Count)} | {relative:0.00} | {trailing:0.0 %} | {adaptive:0.0 %} | {trailingBias:+0.0 %;-0.0 %;0.0 %} | {adaptiveBias:+0.0 %;-0.0 %;0.0 %} |");
        Print();
        Goal("relative error at most 0.80 on average", relative <= 0.80);
        Goal("relative error at most 1.00 in each regime", regimes.Where(regime => Relative(regime) > 1.00));
        GoalForCoverage("trailing average", trailing, regimes, regime => regime.Trailing);
        GoalForCoverage("Adaptive", adaptive, regimes, regime => regime.Adaptive);
        Goal("bias of Adaptive within 3 % on average", Math.Abs(adaptiveBias) <= 0.03);
        Goal("bias of Adaptive within 3 % in each regime", regimes.Where(regime => Math.Abs(regime.Adaptive.Bias) > 0.03));
        Print();
    }

    public static void PrintRunOuts(string title, IReadOnlyList<MethodScores> regimes)
    {
        Print($"#### {title}");
        Print();
        Print($"| regime | balances | coverage, trailing average | coverage, Adaptive | mean absolute error in days, trailing average | the same, Adaptive |");
        Print($"|---|--:|--:|--:|--:|--:|");
        foreach (MethodScores regime in regimes)
        {
            Print($"| {regime.Regime} | {regime.Trailing.Count} | {regime.Trailing.Coverage:0.0 %} | {regime.Adaptive.Coverage:0.0 %} | {regime.Trailing.Error:0.0} | {regime.Adaptive.Error:0.0} |");
        }

        double trailing = regimes.Average(regime => regime.Trailing.Coverage);
        double adaptive = regimes.Average(regime => regime.Adaptive.Coverage);
        Print($"| **mean** | {regimes.Sum(regime => regime.Trailing.Count)} | {trailing:0.0 %} | {adaptive:0.0 %} | {regimes.Average(regime => regime.Trailing.Error):0.0} | {regimes.Average(regime => regime.Adaptive.Error):0.0} |");
        Print();
        Goal("coverage between 76 % and 84 % on average, trailing average", trailing is >= 0.76 and <= 0.84);
        Goal("coverage between 76 % and 84 % on average, Adaptive", adaptive is >= 0.76 and <= 0.84);
        Print();
    }

    private static double Relative(MethodScores regime) => regime.Adaptive.Error / regime.Trailing.Error;

    private static void GoalForCoverage(string method, double mean, IReadOnlyList<MethodScores> regimes, Func<MethodScores, RegimeScore> score)
    {
        Goal($"coverage of the {method}'s interval between 76 % and 84 % on average", mean is >= 0.76 and <= 0.84);
        Goal($"coverage of the {method}'s interval between 70 % and 90 % in each regime",
            regimes.Where(regime => score(regime).Coverage is < 0.70 or > 0.90));
    }

    private static void Goal(string text, IEnumerable<MethodScores> missing)
    {
        string[] names = [.. missing.Select(regime => regime.Regime)];
        Print($"- {(names.Length == 0 ? "reached" : "**missed**")}: {text}{(names.Length == 0 ? "" : " (" + string.Join(", ", names) + ")")}");
    }

    private static void Goal(string text, bool isReached) => Print($"- {(isReached ? "reached" : "**missed**")}: {text}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print() => Console.WriteLine();
}
