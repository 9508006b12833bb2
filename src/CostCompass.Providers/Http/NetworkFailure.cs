using System.Net.Sockets;
using System.Security.Authentication;

namespace CostCompass.Providers.Http;

/// <summary>
/// Failures below HTTP. Only causes from the socket or the certificate are attached: an exception of the HTTP stack may reference the
/// request, and so the key.
/// </summary>
internal static class NetworkFailure
{
    public static Attempt BeforeAnswer(Exception exception, ProviderRequest request, ProviderCall call, Uri target)
    {
        if (Cause<AuthenticationException>(exception) is { } untrusted)
        {
            return Attempt.Failed(new CostException(
                ProviderErrorId.TlsFailed,
                CostErrorKind.Security,
                $"The certificate of {HostAndPort(target)} can't be verified. The key of account '{request.Account}' wasn't sent. {QuotedText.Clean(untrusted.Message, request.Key.Span)}",
                "Check the host of the base address, the clock of this computer, and whether a proxy intercepts TLS. The certificate check can't be turned off.",
                untrusted));
        }

        var socket = Cause<SocketException>(exception);
        var reason = (exception as HttpRequestException)?.HttpRequestError;
        if (reason == HttpRequestError.NameResolutionError || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            var failure = new CostException(
                ProviderErrorId.HostNotFound,
                CostErrorKind.Connection,
                $"The host '{target.IdnHost}' of account '{request.Account}' can't be found.",
                "Check the base address of the account and the network connection.",
                socket);
            return Attempt.Failed(failure, socket?.SocketErrorCode == SocketError.TryAgain);
        }

        return reason switch
        {
            HttpRequestError.ConfigurationLimitExceeded => Attempt.Failed(TooLarge(request, call, target)),
            HttpRequestError.InvalidResponse => Attempt.Failed(NoHttp(request, call, target)),
            _ => Attempt.Failed(
                new CostException(
                    ProviderErrorId.ConnectionFailed,
                    CostErrorKind.Connection,
                    $"The connection to {HostAndPort(target)} ({call.Provider}) failed for account '{request.Account}'.",
                    "Check the network connection, any proxy or firewall, and the base address of the account, and then try again.",
                    socket),
                isWorthRepeating: reason != HttpRequestError.ProxyTunnelError),
        };
    }

    public static Attempt InsideAnswer(ProviderRequest request, ProviderCall call, Uri target) => Attempt.Failed(
        new CostException(
            ProviderErrorId.ResponseIncomplete,
            CostErrorKind.Connection,
            $"The response of {call.Provider} at {HostAndPort(target)} for account '{request.Account}' is damaged or incomplete.",
            "Try again. No data from this response was used."),
        isWorthRepeating: true);

    public static CostException TooLarge(ProviderRequest request, ProviderCall call, Uri target) => new(
        ProviderErrorId.ResponseTooLarge,
        CostErrorKind.InvalidResponse,
        $"The response of {call.Provider} at {HostAndPort(target)} for account '{request.Account}' is too large.",
        "Make sure that the base address of the account is the address of the provider.");

    private static CostException NoHttp(ProviderRequest request, ProviderCall call, Uri target) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"{HostAndPort(target)} ({call.Provider}) didn't send a valid HTTP response for account '{request.Account}'.",
        "Make sure that the base address of the account is the address of the provider.");

    private static string HostAndPort(Uri target) => string.Create(CultureInfo.InvariantCulture, $"{target.IdnHost}:{target.Port}");

    private static TException? Cause<TException>(Exception? exception)
        where TException : Exception
    {
        while (exception is not null and not TException)
        {
            exception = exception.InnerException;
        }

        return (TException?)exception;
    }
}
