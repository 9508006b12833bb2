using System.Text;

namespace CostCompass.SoakWorker.Files;

/// <summary>Tables for <c>Import-DeepSeekPrice</c>.</summary>
internal sealed class PriceFileSubject : FileSubject
{
    private static readonly string[][][] _tables =
    [
        [
            [
                "effective_from_utc", "effective_to_utc", "model", "band", "usd_cache_hit", "usd_cache_miss", "usd_output", "cny_cache_hit", "cny_cache_miss", "cny_output", "confidence", "source",
            ],
            ["2027-01-01T00:00:00Z", "", "deepseek-flash", "peak", "0.02", "0.2", "0.4", "0.1", "1", "2", "high", "price page"],
            ["2027-01-01T00:00:00Z", "", "deepseek-flash", "off-peak", "0.01", "0.1", "0.2", "0.05", "0.5", "1", "high", "price page"],
        ],
        [
            ["effective_from_utc", "effective_to_utc", "use", "unit", "per", "usd_price", "cny_price", "confidence", "source"],
            ["2027-01-01T00:00:00Z", "", "web-search", "request", "1000", "0.75", "5", "medium", "announcement"],
        ],
        [
            ["from_utc", "inside", "outside", "days", "windows_utc", "confidence", "source"],
            ["2027-01-01T00:00:00Z", "peak", "off-peak", "daily", "01:00-04:00 06:00-10:00", "high", "price page"],
        ],
        [
            ["name", "billed_as", "from_utc", "retired_at_utc", "confidence", "source"],
            ["deepseek-v5", "deepseek-flash", "2027-02-01T00:00:00Z", "", "high", "change log"],
        ],
    ];

    public override byte[] Make(FileMutator mutator) => mutator.Table(_tables[mutator.Random.Next(_tables.Length)]);

    public override string? Read(byte[] file)
    {
        PriceTableText text = PriceTableText.Recognize("prices.csv", Encoding.UTF8.GetString(file));
        DeepSeekPriceCatalog catalog = PriceTables.BuiltIn.With(text, long.MaxValue, DateTimeOffset.UnixEpoch).ToCatalog();
        return catalog.Prices.Any(price => price.CacheMiss < 0m || price.Output < 0m) ? "a price below zero was taken" : null;
    }
}
