namespace CostCompass.Quotes;

/// <summary>The tokens that a call has used.</summary>
/// <param name="CacheHitTokens">Prompt tokens that were read from the cache.</param>
/// <param name="CacheMissTokens">Prompt tokens that were not.</param>
/// <param name="OutputTokens">Tokens of the answer, reasoning included.</param>
public readonly record struct CallUsage(long CacheHitTokens, long CacheMissTokens, long OutputTokens);
