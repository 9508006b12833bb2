namespace CostCompass.Providers.Http;

/// <summary>The limits of a request.</summary>
public sealed record ProviderHttpOptions
{
    /// <summary>The timeout of a request: name resolution, connection, all attempts, all waits and the whole body. Positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the first retry, without jitter. It doubles for the next one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum size of a body in bytes after decompression.</summary>
    public int MaximumBodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Called after each attempt, from any thread, with its method, the scheme, host (in IDN form) and port, the path of the call without its query, its status and its duration. Never with the key, nor with the path of a gateway, which may contain one.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Called with the time of the server (the Date header) when a response arrives, from any thread.</summary>
    public Action<DateTimeOffset>? ServerTime { get; init; }
}
