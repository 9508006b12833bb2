using System.Globalization;
using System.Text;
using CostCompass.Simulator.Endpoints;

namespace CostCompass.Simulator.Faults;

/// <summary>The answers that a fault gives in place of the provider's. The provider has then not seen the request: nothing is charged.</summary>
internal static class ReplacedAnswers
{
    private const int Depth = 100_000;

    public static Answer? For(Fault fault, string path) => fault.Kind switch
    {
        FaultKind.Unauthorized => ErrorAnswers.Unauthorized(),
        FaultKind.PaymentRequired => ErrorAnswers.PaymentRequired(),
        FaultKind.Forbidden => ErrorAnswers.Of(403, "This key may not do that", "permission_error"),
        FaultKind.TooManyRequests => WithRetryAfter(ErrorAnswers.Of(429, "Too many concurrent requests", "rate_limit_error"), fault),
        FaultKind.ServerError => ErrorAnswers.Of(500, "Internal Server Error", "server_error", "internal_error"),
        FaultKind.Unavailable => WithRetryAfter(ErrorAnswers.Of(503, "Service is too busy", "service_unavailable_error"), fault),
        FaultKind.OtherStatus => WithRetryAfter(ErrorAnswers.Of(fault.Status!.Value, "A simulated status"), fault),
        FaultKind.HtmlInsteadOfJson => new Answer(
            fault.Status ?? 200,
            Encoding.UTF8.GetBytes("<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Welcome to this network</h1></body></html>"),
            "text/html; charset=utf-8"),
        FaultKind.RedirectElsewhere => new Answer(fault.Status ?? 302, []) { Headers = { ["Location"] = fault.Location! } },
        FaultKind.GivenAnswer => new Answer(fault.Status ?? 200, Encoding.UTF8.GetBytes(fault.Body!.Value.GetRawText())),
        FaultKind.DamagedBody => new Answer(200, [.. Enumerable.Repeat((byte)0xFF, 64)]) { Headers = { ["Content-Encoding"] = "br" } },
        FaultKind.DeepNesting => Nested(path),
        FaultKind.TerminalEscapes when fault.Field is null => ErrorAnswers.Of(fault.Status ?? 500, SpoiledBodies.Escapes),
        _ => null,
    };

    private static Answer WithRetryAfter(Answer answer, Fault fault)
    {
        var text = fault switch
        {
            { RetryAfterText: { } given } => given,
            { RetryAfter: { } seconds, RetryAfterAsDate: true } =>
                TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture),
            { RetryAfter: { } seconds } => seconds.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        if (text is not null)
        {
            answer.Headers["Retry-After"] = text;
        }

        return answer;
    }

    private static Answer Nested(string path)
    {
        var list = path == "/user/balance" ? "balance_infos" : "data";
        var text = $"{{\"is_available\":true,\"{list}\":{new string('[', Depth)}{new string(']', Depth)}}}";
        return new Answer(200, Encoding.UTF8.GetBytes(text));
    }
}
