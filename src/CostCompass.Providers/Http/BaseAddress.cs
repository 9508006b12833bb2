using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>The rules for the address of an account: which addresses may receive a key, and which are below it.</summary>
public static class BaseAddress
{
    /// <summary>
    /// Returns the address with a trailing slash, or fails. Allowed are <c>https</c>, and <c>http</c> to this computer only (127.0.0.0/8,
    /// ::1, localhost). User info, query and fragment are rejected, because they could carry a secret into logs.
    /// </summary>
    /// <param name="address">The address of an account, with or without a path.</param>
    /// <exception cref="CostException"><c>InvalidBaseUri</c> or <c>InsecureBaseUri</c>.</exception>
    public static Uri Require(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri || string.IsNullOrEmpty(address.Host))
        {
            throw ProviderErrors.InvalidBaseUri("The base address must be an absolute web address.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw ProviderErrors.InvalidBaseUri(
                $"The base address at host '{address.IdnHost}' must start with https or http.");
        }

        if (KeyAddress.TryOf(address) is null)
        {
            throw ProviderErrors.InvalidBaseUri("The host of the base address is not valid.");
        }

        if (!ForeignText.IsVisible(address.ToString()))
        {
            throw ProviderErrors.InvalidBaseUri(
                $"The base address at host '{address.IdnHost}' contains invisible characters or characters that change the text direction.");
        }

        // An empty user info, query or fragment is visible only in the text.
        if (address.UserInfo.Length > 0 || address.OriginalString.AsSpan().ContainsAny("@?#"))
        {
            throw ProviderErrors.InvalidBaseUri(
                $"The base address at host '{address.IdnHost}' must not contain a user name, a query or a fragment.");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
        {
            throw ProviderErrors.InsecureBaseUri(address.IdnHost);
        }

        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/", UriKind.Absolute);
    }

    /// <summary>The address of a path below the base address.</summary>
    /// <param name="baseAddress">The address of an account.</param>
    /// <param name="path">A path without a leading slash, with an optional query.</param>
    /// <exception cref="CostException"><c>InvalidBaseUri</c>, <c>InsecureBaseUri</c>, or <c>RequestOutsideBaseUri</c> if the path isn't below the base address.</exception>
    public static Uri Combine(Uri? baseAddress, string path)
    {
        var root = Require(baseAddress);
        if (Uri.TryCreate(root, path, out var target)
            && target.Scheme == root.Scheme
            && target.IdnHost == root.IdnHost
            && target.Port == root.Port
            && target.UserInfo.Length == 0
            && target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
            && !HidesSlashes(target.AbsolutePath.AsSpan(root.AbsolutePath.Length)))
        {
            return target;
        }

        throw ProviderErrors.RequestOutsideBaseUri(root.IdnHost);
    }

    /// <summary>Whether an address is an address of this computer.</summary>
    /// <param name="address">An absolute address.</param>
    internal static bool IsLoopback(Uri address) =>
        string.Equals(address.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether a path contains encoded slashes or backslashes that a server may decode to a parent path.</summary>
    private static bool HidesSlashes(ReadOnlySpan<char> path) =>
        path.Contains("%2f", StringComparison.OrdinalIgnoreCase) || path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
}
