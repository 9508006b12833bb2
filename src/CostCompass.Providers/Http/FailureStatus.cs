namespace CostCompass.Providers.Http;

/// <summary>The status of an account after a failed request.</summary>
public static class FailureStatus
{
    /// <summary>
    /// <see cref="AccountStatus.Auth"/> for HTTP 401 and 403, <see cref="AccountStatus.Limited"/> for 429,
    /// <see cref="AccountStatus.Error"/> for everything else, including an empty balance (402). Never <see cref="AccountStatus.Ok"/>.
    /// </summary>
    /// <param name="failure">The failure of a request.</param>
    public static AccountStatus Of(CostException failure) => failure.ErrorId switch
    {
        ProviderErrorId.KeyRejected or ProviderErrorId.KeyForbidden => AccountStatus.Auth,
        ProviderErrorId.RateLimited => AccountStatus.Limited,
        _ => AccountStatus.Error,
    };
}
