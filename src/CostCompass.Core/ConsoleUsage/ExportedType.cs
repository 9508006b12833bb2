namespace CostCompass.ConsoleUsage;

/// <summary>The known types of amounts. Other types are kept and reported.</summary>
public static class ExportedType
{
    /// <summary>Prompt tokens that were read from the cache.</summary>
    public const string CacheHitTokens = "input_cache_hit_tokens";

    /// <summary>Prompt tokens that weren't in the cache.</summary>
    public const string CacheMissTokens = "input_cache_miss_tokens";

    /// <summary>Output tokens.</summary>
    public const string OutputTokens = "output_tokens";

    /// <summary>Requests, which have no price.</summary>
    public const string RequestCount = "request_count";

    /// <summary>The type of a name in the answers of the console's pages, such as <c>RESPONSE_TOKEN</c>. Other names are kept in lowercase.</summary>
    /// <param name="name">The name.</param>
    public static string OfAnswer(string name) => name.ToUpperInvariant() switch
    {
        "PROMPT_CACHE_HIT_TOKEN" => CacheHitTokens,
        "PROMPT_CACHE_MISS_TOKEN" => CacheMissTokens,
        "RESPONSE_TOKEN" => OutputTokens,
        "REQUEST" => RequestCount,
        _ => name.ToLowerInvariant(),
    };

    /// <summary>Whether a type is one of these.</summary>
    /// <param name="type">The type in lowercase.</param>
    public static bool IsKnown(string type) => type is CacheHitTokens or CacheMissTokens or OutputTokens or RequestCount;
}
