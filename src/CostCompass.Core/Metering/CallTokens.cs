namespace CostCompass.Metering;

/// <summary>The tokens of a call as they are priced.</summary>
/// <param name="CacheHit">Prompt tokens that were cache hits.</param>
/// <param name="CacheMiss">Prompt tokens that were cache misses.</param>
/// <param name="Output">Tokens of the response, including reasoning.</param>
public sealed record CallTokens(long CacheHit, long CacheMiss, long Output);
