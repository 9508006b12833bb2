using System.Diagnostics.CodeAnalysis;

namespace CostCompass.Accounts;

/// <summary>
/// The address to which a key may be sent: scheme, host and port, without the path. The host is in its IDN form (punycode), so that
/// hosts that look alike are never written alike. Two addresses are equal if these three parts are.
/// </summary>
public sealed record KeyAddress
{
    /// <summary>The maximum length of the text of an address.</summary>
    public const int MaximumLength = 300;

    private KeyAddress(string scheme, string host, int port) => (Scheme, Host, Port) = (scheme, host, port);

    /// <summary>The scheme in lowercase.</summary>
    public string Scheme { get; }

    /// <summary>The host in its IDN form, in lowercase. An IPv6 address is in brackets.</summary>
    public string Host { get; }

    /// <summary>The port, even if the scheme implies it.</summary>
    public int Port { get; }

    /// <summary>The address of a URI.</summary>
    /// <param name="uri">An absolute URI with a host.</param>
    /// <exception cref="ArgumentException">It isn't an address that a key can be sent to.</exception>
    public static KeyAddress Of(Uri uri) => TryOf(uri) ?? throw new ArgumentException("A key's address is an absolute web address.", nameof(uri));

    /// <summary>The address of a URI. Null if a key can't be sent there: a scheme other than http and https, or a host with a zone.</summary>
    /// <param name="uri">The URI.</param>
    public static KeyAddress? TryOf(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)
            || uri.IdnHost.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        string host = uri.IdnHost.ToLowerInvariant();
        return new KeyAddress(uri.Scheme, uri.HostNameType == UriHostNameType.IPv6 ? $"[{host}]" : host, uri.Port);
    }

    /// <summary>Parses the text of <see cref="ToString"/>. Nothing else is accepted: no path, no user name, no other spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyAddress? address)
    {
        address = text?.Length <= MaximumLength && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? TryOf(uri) : null;
        if (address?.ToString() != text)
        {
            address = null;
        }

        return address is not null;
    }

    /// <summary>The canonical text of the address, such as <c>https://api.deepseek.com</c>. A port that the scheme implies is omitted.</summary>
    public override string ToString() => Port == DefaultPort
        ? $"{Scheme}://{Host}"
        : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    private int DefaultPort => Scheme == Uri.UriSchemeHttps ? 443 : 80;
}
