using System.Net.Http.Headers;

namespace CostCompass.Providers.Http;

/// <summary>A complete answer with status 200.</summary>
public sealed class ProviderAnswer
{
    private readonly HttpResponseHeaders _headers;

    internal ProviderAnswer(ReadOnlyMemory<byte> body, DateTimeOffset retrievedAt, HttpResponseHeaders headers)
    {
        Body = body;
        RetrievedAt = retrievedAt;
        _headers = headers;
    }

    /// <summary>The body, decompressed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The instant at which the last byte had arrived, in UTC.</summary>
    public DateTimeOffset RetrievedAt { get; }

    /// <summary>The value of a header that stands once, or null if it is absent or stands more often.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? Header(string name)
    {
        if (!_headers.NonValidated.TryGetValues(name, out var values) || values.Count != 1)
        {
            return null;
        }

        foreach (var value in values)
        {
            return value;
        }

        return null;
    }
}
