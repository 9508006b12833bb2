using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>
/// The system's proxy, but never for this computer: plain http is allowed for loopback addresses only because nothing leaves the
/// computer. A proxy from the environment would send such a request, with its key, unencrypted over the network.
/// </summary>
internal sealed class LoopbackBypass : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => BaseAddress.IsLoopback(host) || HttpClient.DefaultProxy.IsBypassed(host);
}
