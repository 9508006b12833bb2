using System.Net.Http.Headers;

namespace CostCompass.Providers.Http;

/// <summary>The Retry-After header: seconds or a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfterHeader
{
    /// <summary>The wait from now, never negative, or null if the header is missing or invalid.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
