using System.Runtime.CompilerServices;

namespace CostCompass.Pricing;

/// <summary>The cost of tokens. DeepSeek doesn't round per request, so nothing is rounded here.</summary>
public static class UsageCost
{
    private const decimal PerToken = 0.000001m;

    /// <summary>The cost in the currency of the price.</summary>
    /// <param name="price">The price, per 1,000,000 tokens.</param>
    /// <param name="cacheHitTokens">Prompt tokens that were read from the cache.</param>
    /// <param name="cacheMissTokens">Prompt tokens that weren't in the cache.</param>
    /// <param name="outputTokens">Output tokens. They include reasoning tokens, which aren't added again.</param>
    /// <exception cref="CostException">
    /// <c>TokenCountInvalid</c> for a negative count, or <c>PriceUnknown</c> for cache hits at a time without a price for them.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static decimal Of(DeepSeekPrice price, long cacheHitTokens, long cacheMissTokens, long outputTokens)
    {
        if (cacheHitTokens < 0 || cacheMissTokens < 0 || outputTokens < 0)
        {
            throw PriceErrors.TokenCountInvalid();
        }

        var hits = cacheHitTokens == 0 ? 0m : cacheHitTokens * HitPrice(price);
        return (hits + (cacheMissTokens * price.CacheMiss) + (outputTokens * price.Output)) * PerToken;
    }

    private static decimal HitPrice(DeepSeekPrice price) =>
        price.CacheHit ?? throw PriceErrors.PriceUnknownForHits(price.Currency, price.Model, ModelNames.Shown(price.EffectiveFrom));
}
