using System.Net.Http.Headers;

namespace CostCompass.Providers.Http;

/// <summary>One request to a provider, without the account: what to request, and how to send the key.</summary>
public sealed record ProviderCall
{
    /// <summary>The provider's name, for messages.</summary>
    public required string Provider { get; init; }

    /// <summary>The path below the base address, without a leading slash, with an optional query.</summary>
    public required string Path { get; init; }

    /// <summary>The advice if the key is rejected: which kind of key is needed and where to create it.</summary>
    public required string KeyAdvice { get; init; }

    /// <summary>The kind of key that is needed if an ordinary one isn't enough, such as <c>an admin key</c>, or null for any.</summary>
    public string? KeyNeeded { get; init; }

    /// <summary>The advice if the provider has retired the path (HTTP 410), or null for the general advice.</summary>
    public string? RetiredAdvice { get; init; }

    /// <summary>The header for the key.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>The prefix of the key in its header, including its space.</summary>
    public string KeyPrefix { get; init; } = "Bearer ";

    /// <summary>Additional headers, such as a version of the API.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A JSON body, which makes the request a POST, or null for a GET. It must be safe to send it twice.</summary>
    public ReadOnlyMemory<byte>? JsonBody { get; init; }

    /// <summary>The maximum size of the body in bytes after decompression, or null for the default.</summary>
    public int? MaximumBodyBytes { get; init; }

    /// <summary>A request to a provider, with the advice if the key is rejected.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path below the base address, with an optional query.</param>
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

        // Without validation: a validated header would be parsed into additional copies of the key.
        message.Headers.TryAddWithoutValidation(KeyHeader, keyHeaderValue);
        return message;
    }
}
