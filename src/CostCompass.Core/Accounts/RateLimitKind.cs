namespace CostCompass.Accounts;

/// <summary>What a rate limit counts.</summary>
public enum RateLimitKind
{
    /// <summary>Requests in the provider's window.</summary>
    Requests,

    /// <summary>Tokens in the provider's window.</summary>
    Tokens,
}
