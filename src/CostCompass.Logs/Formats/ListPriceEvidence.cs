using System.Buffers.Text;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// Chooses between two interpretations of a log by the cost that the agent logged with the tokens: it is exact for one of them at a current
/// or former list price of DeepSeek.
/// </summary>
internal static class ListPriceEvidence
{
    private const decimal Tolerance = 1e-9m;

    private static readonly Lazy<(decimal Hit, decimal Miss, decimal Output)[]> Prices = new(() =>
        [.. DeepSeekPriceCatalog.BuiltIn.Prices
            .Where(price => price.Currency == "USD")
            .Select(price => (price.CacheHit ?? price.CacheMiss, price.CacheMiss, price.Output))
            .Distinct()]);

    /// <summary>Chooses the interpretation.</summary>
    /// <param name="likely">The interpretation to use unless the cost contradicts it.</param>
    /// <param name="other">The other interpretation.</param>
    /// <param name="model">The model.</param>
    /// <param name="document">The document that contains the cost.</param>
    /// <param name="cost">The field of the cost, in USD.</param>
    /// <returns>The chosen tokens, and the alternative, or null if the choice is certain.</returns>
    public static (CallTokens Tokens, CallTokens? Otherwise) Choose(CallTokens likely, CallTokens other, string model, LogDocument document, int cost)
    {
        if (likely == other)
        {
            return (likely, null);
        }

        if (!document[cost].IsNumber || !Utf8Parser.TryParse(document.Bytes(cost), out decimal written, out _) || written <= 0m
            || !model.StartsWith("deepseek", StringComparison.OrdinalIgnoreCase))
        {
            return (likely, other);
        }

        (bool isLikely, bool isOther) = (IsPriceOf(likely, written), IsPriceOf(other, written));
        return isLikely == isOther ? (likely, other) : (isLikely ? likely : other, null);
    }

    private static bool IsPriceOf(CallTokens tokens, decimal cost) => Array.Exists(Prices.Value, price =>
        Math.Abs((((tokens.CacheHit * price.Hit) + (tokens.CacheMiss * price.Miss) + (tokens.Output * price.Output)) / 1_000_000m / cost) - 1m) < Tolerance);
}
