using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Faults;
using CostCompass.Simulator.Requests;

namespace CostCompass.Simulator.Endpoints;

/// <summary>Takes every request that is not a control request: logs it, answers it as the provider would, and lets a fault spoil the answer.</summary>
internal sealed class ProviderPipeline(SimulatedDeepSeek simulator, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var account = Account(context.Request, path, out var authorization);
        var fault = simulator.Faults.TakeFor(path, account?.Key);
        simulator.Requests.Add(new LoggedRequest(
            simulator.Clock.GetUtcNow(),
            context.Request.Method,
            path,
            context.Request.Host.Value ?? "",
            [.. context.Request.Headers.Keys],
            authorization,
            fault?.Kind));

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var replacement = fault is null ? null : ReplacedAnswers.For(fault, path);
            var answer = replacement ?? SpoiledBodies.Spoil(await AnswerAsync(context.Request, path, account, ending.Token), fault);
            simulator.RateLimits.AddTo(answer.Headers, simulator.Clock.GetUtcNow());
            await FaultyTransfer.SendAsync(context, answer, fault, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the simulator ends: nobody waits for the rest of the answer.
            context.Abort();
        }
    }

    private SimulatedAccount? Account(HttpRequest request, string path, out AuthorizationState authorization)
    {
        var (header, scheme) = PresentedKey.Place(path);
        var value = request.Headers[header].ToString();
        var account = value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? simulator.Accounts.Find(value[scheme.Length..]) : null;
        authorization = (value.Length, account) switch
        {
            (0, _) => AuthorizationState.Absent,
            (_, null) => AuthorizationState.Mismatched,
            _ => AuthorizationState.Matched,
        };
        return account;
    }

    private async Task<Answer> AnswerAsync(HttpRequest request, string path, SimulatedAccount? account, CancellationToken cancellation)
    {
        if (account is null)
        {
            return ErrorAnswers.Unauthorized();
        }

        switch (request.Method, path)
        {
            case ("GET", "/user/balance"):
                return BalanceEndpoint.Handle(account);
            case ("GET", "/models" or "/v1/models"):
                return ModelsEndpoint.Handle(simulator.Clock.GetUtcNow(), simulator.NewerModelFields);
            case ("POST", "/chat/completions" or "/v1/chat/completions"):
                using (var reader = new StreamReader(request.Body))
                {
                    return ChatEndpoint.Handle(account, await reader.ReadToEndAsync(cancellation), simulator.Clock.GetUtcNow());
                }

            default:
                return OtherProviders.Answer(request, path, account, simulator.Clock.GetUtcNow());
        }
    }
}
