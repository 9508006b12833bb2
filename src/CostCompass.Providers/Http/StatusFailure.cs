using System.Net;

namespace CostCompass.Providers.Http;

/// <summary>The meaning of a status other than 200. The statuses are those in DeepSeek's documentation, and other providers use the same.</summary>
public static class StatusFailure
{
    /// <summary>
    /// The status of the account after a failed request: <see cref="AccountStatus.Auth"/> for HTTP 401 and 403,
    /// <see cref="AccountStatus.Limited"/> for 429, and <see cref="AccountStatus.Error"/> for any other failure, including an empty balance (402).
    /// Never <see cref="AccountStatus.Ok"/>.
    /// </summary>
    /// <param name="failure">The failure of a request.</param>
    public static AccountStatus AccountStatusOf(CostException failure) => failure.ErrorId switch
    {
        ProviderErrorId.KeyRejected or ProviderErrorId.KeyForbidden => AccountStatus.Auth,
        ProviderErrorId.RateLimited => AccountStatus.Limited,
        _ => AccountStatus.Error,
    };

    /// <summary>Whether the same request may succeed shortly.</summary>
    internal static bool IsTransient(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    internal static CostException Of(
        HttpStatusCode status, string? quote, TimeSpan? retryAfter, ProviderRequest request, ProviderCall call, Uri target)
    {
        var account = $"account '{request.Account}'";
        var (id, kind, what, action) = (int)status switch
        {
            400 or 422 => (ProviderErrorId.BadRequest, CostErrorKind.InvalidInput, $"rejected the request for {account} as not valid", "Check the base address of the account, and update CostCompass."),
            401 => (ProviderErrorId.KeyRejected, CostErrorKind.Authentication, $"rejected the key of {account}{Needed(call)}", call.KeyAdvice),
            402 => (ProviderErrorId.BalanceInsufficient, CostErrorKind.LimitReached, $"reports that the balance of {account} is used up", "Top up the account at the provider."),
            403 => (ProviderErrorId.KeyForbidden, CostErrorKind.Authentication, $"denied access with the key of {account}{Needed(call)}", call.KeyAdvice),
            404 => (ProviderErrorId.EndpointNotFound, CostErrorKind.NotFound, $"didn't find '{target.AbsolutePath}' for {account}", $"Check the base address of the account. It must be the address of the API without '{PathOnly(call)}'."),
            410 => (ProviderErrorId.EndpointRetired, CostErrorKind.NotFound, $"has retired '{target.AbsolutePath}', which {account} uses", call.RetiredAdvice ?? "Update CostCompass, or import the bill from a file with Import-CostRecord."),
            429 => (ProviderErrorId.RateLimited, CostErrorKind.LimitReached, $"is rate-limiting {account}", WaitAdvice(retryAfter)),
            >= 500 and < 600 => (ProviderErrorId.ProviderUnavailable, CostErrorKind.Connection, $"is unavailable for {account}", "Try again later, or check the status page of the provider."),
            _ => (ProviderErrorId.UnexpectedStatus, CostErrorKind.InvalidResponse, $"returned an unexpected status for {account}", "Try again later, and check the base address of the account."),
        };
        var said = quote is null ? string.Empty : $" Message: \"{quote}\"";
        var message = string.Create(CultureInfo.InvariantCulture, $"{call.Provider} at {target.IdnHost} {what} (HTTP {(int)status}).{said}");
        return new CostException(id, kind, message, action) { RetryAfter = retryAfter };
    }

    /// <summary>The error for any 3xx status. It contains only the host: the rest of the address may contain anything, including an echoed key.</summary>
    internal static CostException Redirect(HttpResponseMessage response, ProviderRequest request, ProviderCall call)
    {
        var host = response.Headers.Location is { IsAbsoluteUri: true, Host.Length: > 0 } location
            ? $"to the host '{QuotedText.Clean(location.IdnHost, request.Key.Span)}'"
            : "to another address";
        return ProviderErrors.RedirectRefused(call.Provider, request.Account, host, (int)response.StatusCode);
    }

    private static string WaitAdvice(TimeSpan? retryAfter) => retryAfter is { } wait
        ? string.Create(CultureInfo.InvariantCulture, $"Wait {Math.Ceiling(wait.TotalSeconds)} s, and then try again.")
        : "Wait a minute, and then try again with fewer parallel requests.";

    private static string Needed(ProviderCall call) => call.KeyNeeded is { } kind ? $": it requires {kind}" : string.Empty;

    private static string PathOnly(ProviderCall call) => call.Path.Split('?')[0];
}
