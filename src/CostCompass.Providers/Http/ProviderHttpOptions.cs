namespace CostCompass.Providers.Http;

/// <summary>The bounds of a request.</summary>
public sealed record ProviderHttpOptions
{
    /// <summary>How long a request may take in all: name, connection, every attempt, every wait and the whole body. Positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the first repetition, before jitter; it doubles for the next.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The largest body that is read, in bytes after decompression.</summary>
    public int MaximumBodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Called after each attempt, from any thread, with its method, the scheme, host (in IDN form) and port, the path of the call without its query, its status and its time. Never with the key, nor with the path of a gateway, which may hold one.</summary>
    public Action<string>? Trace { get; init; }
}
