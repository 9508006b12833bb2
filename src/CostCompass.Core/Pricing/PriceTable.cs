namespace CostCompass.Pricing;

/// <summary>Reads price rows. One row contains a model, a band and an interval, with the prices of both currencies.</summary>
internal static class PriceTable
{
    internal const string ErrorId = "PriceFileInvalid";

    private static readonly string[] Required =
        ["effective_from_utc", "effective_to_utc", "model", "band", "confidence", "usd_cache_miss", "usd_output", "cny_cache_miss", "cny_output"];

    public static IEnumerable<DeepSeekPrice> Read(TextReader reader) =>
        PlainTable.Read(reader, ErrorId, Required).SelectMany(row => new[] { Read(row, "USD"), Read(row, "CNY") }).OfType<DeepSeekPrice>();

    private static DeepSeekPrice? Read(PlainRow row, string currency)
    {
        var prefix = currency.ToLowerInvariant();
        var miss = row.OptionalPrice($"{prefix}_cache_miss");
        var output = row.OptionalPrice($"{prefix}_output");
        if (miss is null && output is null)
        {
            return null;
        }

        var price = new DeepSeekPrice
        {
            Model = row.RequiredText("model"),
            Currency = currency,
            Band = row.Word<PriceBand>("band"),
            CacheHit = row.OptionalPrice($"{prefix}_cache_hit"),
            CacheMiss = miss ?? throw row.Invalid($"{prefix}_cache_miss is empty"),
            Output = output ?? throw row.Invalid($"{prefix}_output is empty"),
            EffectiveFrom = row.Instant("effective_from_utc"),
            EffectiveTo = row.OptionalInstant("effective_to_utc"),
            Confidence = row.Word<PriceConfidence>("confidence"),
            Source = row.Text("source"),
        };
        return price.EffectiveTo <= price.EffectiveFrom ? throw row.Invalid("the price must end after it starts") : price;
    }
}
