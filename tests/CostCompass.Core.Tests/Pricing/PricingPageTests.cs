using System.Runtime.CompilerServices;

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

    [Fact]
    public void ChargesPerUse_AreThoseOfTheCatalog()
    {
        List<string[]> rows = Rows("| use | from (UTC) | USD");

        Assert.Equal(6, rows.Count);
        foreach (string[] row in rows)
        {
            ChargedUse use = Enum.Parse<ChargedUse>(row[0].Split(':')[0]);
            DateTimeOffset at = Instants.Of(row[1] == "before" ? "2026-10-31T15:59:00Z" : row[1].Replace(' ', 'T') + (row[1].Contains(':') ? ":00Z" : "T00:00:00Z"));
            foreach ((string currency, string cell) in new[] { ("USD", row[2]), ("CNY", row[3]) })
            {
                DeepSeekUsePrice price = DeepSeekPriceCatalog.BuiltIn.FindUse(use, currency, at)!;
                Assert.Equal(cell == "not read" ? null : Amount(cell), price.Price);
                Assert.StartsWith(price.Unit.Length == 0 ? "" : price.Per.ToString("#,0", CultureInfo.InvariantCulture) + " " + price.Unit, row[4], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void TheCallWithSearches_CostsWhatThePageReckons()
    {
        List<string[]> rows = Rows("| complete at (UTC) | currency");

        Assert.Equal(4, rows.Count);
        foreach (string[] row in rows)
        {
            CallPrice price = DeepSeekPriceCatalog.BuiltIn.FindCall("deepseek-v4-pro", row[1], Instants.Of(row[0].Replace(' ', 'T') + ":00Z"));
            Assert.Equal(
                [Amount(row[2]), Amount(row[3]), Amount(row[4])],
                [price.CostOf(0, 1_000, 100, 0), price.SearchCost(4)!.Value, price.CostOf(0, 1_000, 100, 4)]);
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
