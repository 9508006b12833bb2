namespace CostCompass.Metering;

/// <summary>The tokens of a call as they are priced.</summary>
/// <param name="CacheHit">Prompt tokens that were read from the cache.</param>
/// <param name="CacheMiss">Prompt tokens that were not.</param>
/// <param name="Output">Tokens of the answer, reasoning included.</param>
public sealed record CallTokens(long CacheHit, long CacheMiss, long Output);
