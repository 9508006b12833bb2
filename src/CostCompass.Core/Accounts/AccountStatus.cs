namespace CostCompass.Accounts;

/// <summary>What an account answered when it was last asked.</summary>
public enum AccountStatus
{
    /// <summary>It hasn't been asked.</summary>
    Unknown,

    /// <summary>It answered and can call.</summary>
    Ok,

    /// <summary>The key was refused (HTTP 401 or 403).</summary>
    Auth,

    /// <summary>Too many requests (HTTP 429).</summary>
    Limited,

    /// <summary>The account can't call, or anything else went wrong.</summary>
    Error,
}
