using System.Globalization;
using System.Runtime.CompilerServices;
using CostCompass.Pricing;

namespace CostCompass.Core.Tests.Pricing;

/// <summary>Recomputes the figures that docs/pricing.md prints.</summary>
public sealed class PricingPageTests
{
    private const string OffPeak = "2026-11-16T12:00:00Z";
    private const string Peak = "2026-11-16T02:00:00Z";
    private const string May = "2026-05-12T09:00:00Z";

    [Fact]
    public void TheOlderGuide_IsRecomputedAndCorrected()
    {
        List<string[]> rows = Rows("| input + output tokens | without cache");

        Assert.Equal(3, rows.Count);
        foreach (string[] row in rows)
        {
            decimal input = Million(row[0]);
            Assert.Equal(Cost("deepseek-v4-flash", May, input, 0m), Amount(row[1]));
            Assert.Equal(Cost("deepseek-v4-flash", May, input, 0.85m), Amount(row[3]));
            Assert.Equal(Amount(row[3]) - (input * 0.85m * 0.0028m), Amount(row[2]));
        }
    }

    [Fact]
    public void TodaysPrices_AreThoseOfTheCatalog()
    {
        List<string[]> rows = Rows("| model | input + output tokens");

        Assert.Equal(6, rows.Count);
        foreach (string[] row in rows)
        {
            decimal input = Million(row[1]);
            Assert.Equal(
                [Cost(row[0], OffPeak, input, 0m), Cost(row[0], Peak, input, 0m), Cost(row[0], OffPeak, input, 0.85m), Cost(row[0], Peak, input, 0.85m)],
                row[2..].Select(Amount));
        }
    }

    // The output is a tenth of the input in each workload.
    private static decimal Cost(string model, string at, decimal inputMillions, decimal hitRate)
    {
        long input = (long)(inputMillions * 1_000_000m);
        long hits = (long)(input * hitRate);
        return UsageCost.Of(DeepSeekPriceCatalog.BuiltIn.Find(model, "USD", Instants.Of(at)), hits, input - hits, input / 10);
    }

    private static decimal Million(string workload) => decimal.Parse(workload.Split(' ')[0], CultureInfo.InvariantCulture);

    private static decimal Amount(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static List<string[]> Rows(string header, [CallerFilePath] string thisFile = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        return File.ReadLines(Path.Combine(root, "docs", "pricing.md"))
            .SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
    }
}
