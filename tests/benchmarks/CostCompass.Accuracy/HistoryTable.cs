using System.Globalization;

namespace CostCompass.Accuracy;

/// <summary>The coverage by the length of the history, as a Markdown table.</summary>
internal static class HistoryTable
{
    private static readonly (string Title, int From, int To)[] Spans =
        [("14 to 21 days", 14, 21), ("30 to 45", 30, 45), ("60 to 90", 60, 90), ("120 to 180", 120, 180), ("270 to 365", 270, 365)];

    /// <summary>Scores the regimes and prints the coverage of the trailing average's interval, then that of Adaptive.</summary>
    /// <param name="title">The title of the set.</param>
    /// <param name="regimes">The regimes.</param>
    public static void Print(string title, IEnumerable<(string Name, IEnumerable<Account> Accounts)> regimes)
    {
        Console.WriteLine($"#### {title}");
        Console.WriteLine();
        Console.WriteLine($"| regime | {string.Join(" | ", Spans.Select(span => span.Title))} |");
        Console.WriteLine($"|---|{string.Concat(Spans.Select(_ => "--:|"))}");
        foreach ((string name, IEnumerable<Account> accounts) in regimes)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", Spans.Select(span => Coverages(name, accounts, span.From, span.To)))} |");
        }

        Console.WriteLine();
    }

    private static string Coverages(string name, IEnumerable<Account> accounts, int from, int to)
    {
        MethodScores scores = ForecastBench.Score(name, accounts, [.. ForecastBench.Histories.Where(days => days >= from && days <= to)]);
        return string.Create(CultureInfo.InvariantCulture, $"{100d * scores.Trailing.Coverage:0} / {100d * scores.Adaptive.Coverage:0} %");
    }
}
