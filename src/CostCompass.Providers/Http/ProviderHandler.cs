using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>Creates the HTTP handler for production. Its settings are part of the guarantee where a key is sent.</summary>
public static class ProviderHandler
{
    private const int HeaderKibibytes = 32;

    /// <summary>A new handler. The caller keeps it for its connections and disposes it.</summary>
    public static SocketsHttpHandler Create()
    {
        SocketsHttpHandler handler = WithBounds();

        // No trace identifiers: the provider gets only what it needs. Set by name: the type of the property belongs to the framework, and in the load
        // context of the module a type with that name comes from the System.Diagnostics.DiagnosticSource that Npgsql includes.
        typeof(SocketsHttpHandler).GetProperty(nameof(SocketsHttpHandler.ActivityHeadersPropagator))!.SetValue(handler, null);
        return handler;
    }

    private static SocketsHttpHandler WithBounds() => new()
    {
        // A redirect would decide where the key is sent next.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = HeaderKibibytes,

        // The rest of a rejected body isn't worth reading.
        MaxResponseDrainSize = 0,
        Proxy = new LoopbackBypass(),
    };
}
