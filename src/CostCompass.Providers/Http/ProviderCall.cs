using System.Net.Http.Headers;

namespace CostCompass.Providers.Http;

/// <summary>One request of a provider, without the account: what is asked, and how the key is shown.</summary>
public sealed record ProviderCall
{
    /// <summary>The provider's name, for messages.</summary>
    public required string Provider { get; init; }

    /// <summary>The path below the base address, without a slash at its start, with a query where needed.</summary>
    public required string Path { get; init; }

    /// <summary>What to do when the key is refused: which kind of key is needed and where it is made.</summary>
    public required string KeyAdvice { get; init; }

    /// <summary>The kind of key that is needed when an ordinary one isn't enough, such as <c>an admin key</c>, or null for any.</summary>
    public string? KeyNeeded { get; init; }

    /// <summary>What to do when the provider says that it has retired the path (HTTP 410), or null for what holds of any provider.</summary>
    public string? RetiredAdvice { get; init; }

    /// <summary>The header that carries the key.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>What stands before the key in its header, with its space.</summary>
    public string KeyPrefix { get; init; } = "Bearer ";

    /// <summary>Further headers, such as a version of the API.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A JSON body, which makes the request a POST, or null for a GET. It must be safe to send twice.</summary>
    public ReadOnlyMemory<byte>? JsonBody { get; init; }

    /// <summary>The largest body that is read, in bytes after decompression, or null for the bound that all requests have.</summary>
    public int? MaximumBodyBytes { get; init; }

    /// <summary>A request to a provider, with what to do when the key is refused.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path below the base address, with a query where needed.</param>
    internal static ProviderCall To(CostProvider provider, string path) => new()
    {
        Provider = provider.Name,
        Path = path,
        KeyAdvice = RefusedKey.Advice(provider),
        KeyNeeded = RefusedKey.Needed(provider),
    };

    internal HttpRequestMessage ToMessage(Uri target, string keyHeaderValue)
    {
        var message = new HttpRequestMessage(JsonBody is null ? HttpMethod.Get : HttpMethod.Post, target);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "CostCompass");
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (JsonBody is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        // Without validation: a validated header would be parsed into further copies of the key.
        message.Headers.TryAddWithoutValidation(KeyHeader, keyHeaderValue);
        return message;
    }
}
