using System.Net.Sockets;
using System.Security.Authentication;

namespace CostCompass.Providers.Http;

/// <summary>
/// Failures below HTTP. Only causes that come from the socket or the certificate are attached: an exception of the HTTP
/// stack may lead to the request, and so to the key.
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
                $"{HostAndPort(target)} could not prove who it is; the key of account '{request.Account}' was not sent. {QuotedText.Clean(untrusted.Message, request.Key.Span)}",
                "Check the host of the base address, this machine's clock, and whether something between here and the provider opens TLS. There is no switch to go on without.",
                untrusted));
        }

        var socket = Cause<SocketException>(exception);
        var reason = (exception as HttpRequestException)?.HttpRequestError;
        if (reason == HttpRequestError.NameResolutionError || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            var failure = new CostException(
                ProviderErrorId.HostNotFound,
                CostErrorKind.Connection,
                $"The host '{target.IdnHost}' of account '{request.Account}' was not found.",
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
                    $"No answer from {call.Provider} for account '{request.Account}': the connection to {HostAndPort(target)} failed.",
                    "Check the network connection, a proxy or firewall in between, and the base address of the account; then try again.",
                    socket),
                isWorthRepeating: reason != HttpRequestError.ProxyTunnelError),
        };
    }

    public static Attempt InsideAnswer(ProviderRequest request, ProviderCall call, Uri target) => Attempt.Failed(
        new CostException(
            ProviderErrorId.ResponseIncomplete,
            CostErrorKind.Connection,
            $"The answer of {call.Provider} at {HostAndPort(target)} for account '{request.Account}' is damaged or broke off before its end.",
            "Try again. Nothing of this answer was used."),
        isWorthRepeating: true);

    public static CostException TooLarge(ProviderRequest request, ProviderCall call, Uri target) => new(
        ProviderErrorId.ResponseTooLarge,
        CostErrorKind.InvalidResponse,
        $"The answer of {call.Provider} at {HostAndPort(target)} for account '{request.Account}' is larger than any that it should give; it was not read to its end.",
        "Check that the base address of the account is the provider's.");

    private static CostException NoHttp(ProviderRequest request, ProviderCall call, Uri target) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"What {HostAndPort(target)} sent for account '{request.Account}' is no HTTP answer of {call.Provider}.",
        "Check that the base address of the account is the provider's.");

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
