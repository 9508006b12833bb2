namespace CostCompass.Quotes;

/// <summary>The usage of a call.</summary>
/// <param name="CacheHitTokens">Prompt tokens that were read from the cache.</param>
/// <param name="CacheMissTokens">Prompt tokens that weren't in the cache.</param>
/// <param name="OutputTokens">Output tokens, including reasoning.</param>
/// <param name="Searches">Web searches and fetches that the server made.</param>
public readonly record struct CallUsage(long CacheHitTokens, long CacheMissTokens, long OutputTokens, long Searches = 0);
