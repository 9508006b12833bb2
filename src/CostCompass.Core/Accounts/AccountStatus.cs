namespace CostCompass.Accounts;

/// <summary>The result of the last query of an account.</summary>
public enum AccountStatus
{
    /// <summary>It wasn't queried.</summary>
    Unknown,

    /// <summary>The query succeeded, and the account can make calls.</summary>
    Ok,

    /// <summary>The key was rejected (HTTP 401 or 403).</summary>
    Auth,

    /// <summary>Too many requests (HTTP 429).</summary>
    Limited,

    /// <summary>The account can't make calls, or another error occurred.</summary>
    Error,
}
