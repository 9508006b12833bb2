using System.Runtime.CompilerServices;

namespace CostCompass.Pricing;

/// <summary>The prices of a call at a time: that of its tokens, and that of the web searches that the server makes for it.</summary>
/// <param name="Tokens">The price of the tokens.</param>
/// <param name="Search">The price of searches, or null if none is known for that time.</param>
public sealed record CallPrice(DeepSeekPrice Tokens, DeepSeekUsePrice? Search)
{
    /// <summary>The cost of searches. 0 without any, and null if their price is unknown.</summary>
    /// <param name="searches">The number of searches.</param>
    public decimal? SearchCost(long searches) => searches == 0 ? 0m : Search?.CostOf(searches);

    /// <summary>The known cost of a call, without its searches if their price is unknown.</summary>
    /// <param name="cacheHitTokens">Prompt tokens that were read from the cache.</param>
    /// <param name="cacheMissTokens">Prompt tokens that weren't in the cache.</param>
    /// <param name="outputTokens">Output tokens, including reasoning.</param>
    /// <param name="searches">Web searches and fetches that the server made.</param>
    /// <exception cref="CostException"><c>TokenCountInvalid</c>, <c>PriceUnknown</c>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public decimal CostOf(long cacheHitTokens, long cacheMissTokens, long outputTokens, long searches) =>
        UsageCost.Of(Tokens, cacheHitTokens, cacheMissTokens, outputTokens) + (SearchCost(searches) ?? 0m);

    /// <summary>These prices, for a caller that needs the complete cost.</summary>
    /// <param name="searches">The number of searches.</param>
    /// <exception cref="CostException"><c>UsePriceUnknown</c>: there are searches, and their price is unknown.</exception>
    public CallPrice Require(long searches) => SearchCost(searches) is not null ? this : throw PriceErrors.UsePriceUnknown(Tokens.Currency);
}
