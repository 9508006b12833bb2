namespace CostCompass.Providers.Http;

/// <summary>The identifiers of every failure that a provider can end in. They stay stable: scripts compare against them.</summary>
public static class ProviderErrorId
{
    /// <summary>HTTP 400 or 422: the provider didn't understand the request.</summary>
    public const string BadRequest = nameof(BadRequest);

    /// <summary>HTTP 402: nothing is left to spend.</summary>
    public const string BalanceInsufficient = nameof(BalanceInsufficient);

    /// <summary>No connection, or it broke before an answer came.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>HTTP 404: nothing answers at that path.</summary>
    public const string EndpointNotFound = nameof(EndpointNotFound);

    /// <summary>HTTP 410: the provider has removed what was at that path.</summary>
    public const string EndpointRetired = nameof(EndpointRetired);

    /// <summary>The name of the host is unknown to the resolver.</summary>
    public const string HostNotFound = nameof(HostNotFound);

    /// <summary>The base address would send the key unencrypted over a network.</summary>
    public const string InsecureBaseUri = nameof(InsecureBaseUri);

    /// <summary>The base address is no plain web address.</summary>
    public const string InvalidBaseUri = nameof(InvalidBaseUri);

    /// <summary>The key holds characters that no key has.</summary>
    public const string InvalidKey = nameof(InvalidKey);

    /// <summary>A file that defines a provider holds something that can't be meant, or must not be.</summary>
    public const string InvalidProviderDefinition = nameof(InvalidProviderDefinition);

    /// <summary>A request would have taken a key to another address than its own.</summary>
    public const string KeyForAnotherAddress = nameof(KeyForAnotherAddress);

    /// <summary>HTTP 403: the key is known and may not do this.</summary>
    public const string KeyForbidden = nameof(KeyForbidden);

    /// <summary>HTTP 401: the key isn't accepted.</summary>
    public const string KeyRejected = nameof(KeyRejected);

    /// <summary>No provider of that name and kind is known.</summary>
    public const string ProviderNotFound = nameof(ProviderNotFound);

    /// <summary>HTTP 5xx: the provider isn't working.</summary>
    public const string ProviderUnavailable = nameof(ProviderUnavailable);

    /// <summary>HTTP 429: the provider asks for fewer requests.</summary>
    public const string RateLimited = nameof(RateLimited);

    /// <summary>HTTP 3xx: the provider pointed elsewhere, where the key must not go.</summary>
    public const string RedirectRefused = nameof(RedirectRefused);

    /// <summary>A request would have left the base address.</summary>
    public const string RequestOutsideBaseUri = nameof(RequestOutsideBaseUri);

    /// <summary>The whole answer hadn't arrived within the time allowed.</summary>
    public const string RequestTimeout = nameof(RequestTimeout);

    /// <summary>The connection broke inside the answer.</summary>
    public const string ResponseIncomplete = nameof(ResponseIncomplete);

    /// <summary>The answer is larger than any that is believed.</summary>
    public const string ResponseTooLarge = nameof(ResponseTooLarge);

    /// <summary>The other side couldn't prove with a certificate who it is.</summary>
    public const string TlsFailed = nameof(TlsFailed);

    /// <summary>The provider answered with something that its documentation doesn't say.</summary>
    public const string UnexpectedAnswer = nameof(UnexpectedAnswer);

    /// <summary>A status that no other identifier covers.</summary>
    public const string UnexpectedStatus = nameof(UnexpectedStatus);
}
