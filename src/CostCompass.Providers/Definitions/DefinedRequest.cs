using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>How a defined provider is asked.</summary>
/// <param name="Path">The path below the base address, with a query where needed; for a report with the names of its span in braces.</param>
/// <param name="KeyHeader">The header that carries the key.</param>
/// <param name="KeyPrefix">What stands before the key.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="JsonBody">The body of a POST, or null for a GET.</param>
internal sealed record DefinedRequest(
    string Path,
    string KeyHeader,
    string KeyPrefix,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte>? JsonBody)
{
    /// <summary>The request at a path.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path, with every name in it replaced.</param>
    public ProviderCall Call(CostProvider provider, string path) => ProviderCall.To(provider, path) with
    {
        KeyHeader = KeyHeader,
        KeyPrefix = KeyPrefix,
        Headers = Headers,
        JsonBody = JsonBody,
    };
}
