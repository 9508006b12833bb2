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
            return Attempt.Failed(ProviderErrors.TlsFailed(
                HostAndPort(target), request.Account, QuotedText.Clean(untrusted.Message, request.Key.Span), untrusted));
        }

        var socket = Cause<SocketException>(exception);
        var reason = (exception as HttpRequestException)?.HttpRequestError;
        if (reason == HttpRequestError.NameResolutionError || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            var failure = ProviderErrors.HostNotFound(target.IdnHost, request.Account, socket);
            return Attempt.Failed(failure, socket?.SocketErrorCode == SocketError.TryAgain);
        }

        return reason switch
        {
            HttpRequestError.ConfigurationLimitExceeded => Attempt.Failed(TooLarge(request, call, target)),
            HttpRequestError.InvalidResponse => Attempt.Failed(NoHttp(request, call, target)),
            _ => Attempt.Failed(
                ProviderErrors.ConnectionFailed(HostAndPort(target), call.Provider, request.Account, socket),
                isWorthRepeating: reason != HttpRequestError.ProxyTunnelError),
        };
    }

    public static Attempt InsideAnswer(ProviderRequest request, ProviderCall call, Uri target) => Attempt.Failed(
        ProviderErrors.ResponseIncomplete(call.Provider, HostAndPort(target), request.Account),
        isWorthRepeating: true);

    public static CostException TooLarge(ProviderRequest request, ProviderCall call, Uri target) =>
        ProviderErrors.ResponseTooLarge(call.Provider, HostAndPort(target), request.Account);

    private static CostException NoHttp(ProviderRequest request, ProviderCall call, Uri target) =>
        ProviderErrors.UnexpectedAnswerNotHttp(HostAndPort(target), call.Provider, request.Account);

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
