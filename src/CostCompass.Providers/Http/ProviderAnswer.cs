using System.Net.Http.Headers;

namespace CostCompass.Providers.Http;

/// <summary>A complete response with status 200.</summary>
public sealed class ProviderAnswer
{
    private readonly HttpResponseHeaders _headers;

    internal ProviderAnswer(ReadOnlyMemory<byte> body, DateTimeOffset retrievedAt, HttpResponseHeaders headers)
    {
        Body = body;
        RetrievedAt = retrievedAt;
        _headers = headers;
    }

    /// <summary>The decompressed body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The time at which the last byte arrived, in UTC.</summary>
    public DateTimeOffset RetrievedAt { get; }

    /// <summary>The value of a header that occurs once. Null if it is missing or occurs more than once.</summary>
    /// <param name="name">The name of the header. It isn't case-sensitive.</param>
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
