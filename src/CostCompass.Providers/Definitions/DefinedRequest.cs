using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>The request to a provider from a definition.</summary>
/// <param name="Path">The path below the base address, with an optional query. For a report, it contains the placeholders of the span in braces.</param>
/// <param name="KeyHeader">The header for the key.</param>
/// <param name="KeyPrefix">The prefix of the key.</param>
/// <param name="Headers">Additional headers.</param>
/// <param name="JsonBody">The body of a POST, or null for a GET.</param>
internal sealed record DefinedRequest(
    string Path,
    string KeyHeader,
    string KeyPrefix,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte>? JsonBody)
{
    /// <summary>The request for a path.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path with all placeholders replaced.</param>
    public ProviderCall Call(CostProvider provider, string path) => ProviderCall.To(provider, path) with
    {
        KeyHeader = KeyHeader,
        KeyPrefix = KeyPrefix,
        Headers = Headers,
        JsonBody = JsonBody,
    };
}
