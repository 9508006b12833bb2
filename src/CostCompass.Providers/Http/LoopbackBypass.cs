using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>
/// The system's proxy, never for this machine: plain http is allowed to loopback only because nothing leaves the machine,
/// and a proxy from the environment would carry such a request, with its key, over the network in the clear.
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
