namespace CostCompass.Providers.Http;

/// <summary>The identifiers of all errors of a request to a provider. They are stable, because scripts compare them.</summary>
public static class ProviderErrorId
{
    /// <summary>HTTP 400 or 422: the provider didn't understand the request.</summary>
    public const string BadRequest = nameof(BadRequest);

    /// <summary>HTTP 402: the balance is used up.</summary>
    public const string BalanceInsufficient = nameof(BalanceInsufficient);

    /// <summary>No connection, or it failed before a response.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>HTTP 404: the path doesn't exist.</summary>
    public const string EndpointNotFound = nameof(EndpointNotFound);

    /// <summary>HTTP 410: the provider has removed the path.</summary>
    public const string EndpointRetired = nameof(EndpointRetired);

    /// <summary>The host name can't be resolved.</summary>
    public const string HostNotFound = nameof(HostNotFound);

    /// <summary>The base address would send the key unencrypted over a network.</summary>
    public const string InsecureBaseUri = nameof(InsecureBaseUri);

    /// <summary>The base address isn't a plain web address.</summary>
    public const string InvalidBaseUri = nameof(InvalidBaseUri);

    /// <summary>The key contains characters that no key has.</summary>
    public const string InvalidKey = nameof(InvalidKey);

    /// <summary>A provider definition contains something invalid or forbidden.</summary>
    public const string InvalidProviderDefinition = nameof(InvalidProviderDefinition);

    /// <summary>A request would have sent a key to an address other than its own.</summary>
    public const string KeyForAnotherAddress = nameof(KeyForAnotherAddress);

    /// <summary>HTTP 403: the key is known but isn't allowed to do this.</summary>
    public const string KeyForbidden = nameof(KeyForbidden);

    /// <summary>HTTP 401: the key isn't accepted.</summary>
    public const string KeyRejected = nameof(KeyRejected);

    /// <summary>There is no provider with that name and kind.</summary>
    public const string ProviderNotFound = nameof(ProviderNotFound);

    /// <summary>HTTP 5xx: the provider isn't working.</summary>
    public const string ProviderUnavailable = nameof(ProviderUnavailable);

    /// <summary>HTTP 429: the provider is rate-limiting the account.</summary>
    public const string RateLimited = nameof(RateLimited);

    /// <summary>HTTP 3xx: the provider redirected the request to an address where the key must not be sent.</summary>
    public const string RedirectRefused = nameof(RedirectRefused);

    /// <summary>The address of a request isn't below the base address.</summary>
    public const string RequestOutsideBaseUri = nameof(RequestOutsideBaseUri);

    /// <summary>The request timed out before the whole response arrived.</summary>
    public const string RequestTimeout = nameof(RequestTimeout);

    /// <summary>The connection failed during the response.</summary>
    public const string ResponseIncomplete = nameof(ResponseIncomplete);

    /// <summary>The response is larger than the limit.</summary>
    public const string ResponseTooLarge = nameof(ResponseTooLarge);

    /// <summary>The certificate of the server can't be verified.</summary>
    public const string TlsFailed = nameof(TlsFailed);

    /// <summary>The response differs from the provider's documentation.</summary>
    public const string UnexpectedAnswer = nameof(UnexpectedAnswer);

    /// <summary>A status that no other identifier covers.</summary>
    public const string UnexpectedStatus = nameof(UnexpectedStatus);
}
