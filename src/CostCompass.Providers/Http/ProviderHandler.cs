using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>Makes the handler that production uses. Its bounds are part of the promise where a key goes.</summary>
public static class ProviderHandler
{
    private const int HeaderKibibytes = 32;

    /// <summary>A new handler, which the caller keeps for its connections and disposes.</summary>
    public static SocketsHttpHandler Create()
    {
        SocketsHttpHandler handler = WithBounds();

        // No trace identifiers: the provider gets what it needs to answer. By name: the type of the property is the framework's, and in the load
        // context of the module a type of that name is of the System.Diagnostics.DiagnosticSource that Npgsql brings.
        typeof(SocketsHttpHandler).GetProperty(nameof(SocketsHttpHandler.ActivityHeadersPropagator))!.SetValue(handler, null);
        return handler;
    }

    private static SocketsHttpHandler WithBounds() => new()
    {
        // A redirect would decide where the key goes next.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = HeaderKibibytes,

        // The rest of a body that is refused isn't worth reading.
        MaxResponseDrainSize = 0,
        Proxy = new LoopbackBypass(),
    };
}
