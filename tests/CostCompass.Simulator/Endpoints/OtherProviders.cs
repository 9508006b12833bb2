using CostCompass.Simulator.Accounts;

namespace CostCompass.Simulator.Endpoints;

/// <summary>The providers beside DeepSeek, each at its own path. No two of them share one.</summary>
internal static class OtherProviders
{
    public static Answer Answer(HttpRequest request, string path, SimulatedAccount account, DateTimeOffset now) => (request.Method, path) switch
    {
        ("GET", AnthropicEndpoint.Path) => AnthropicEndpoint.Handle(request, account),
        ("GET", OpenAIEndpoint.Path) => OpenAIEndpoint.Handle(request, account),
        ("GET", "/api/v1/credits") => OpenRouterEndpoints.Credits(account),
        ("GET", "/api/v1/key") => OpenRouterEndpoints.Key(account),
        ("GET", "/v1/users/me/balance") => LevelEndpoints.Moonshot(account),
        ("GET", "/v1/user/info") => LevelEndpoints.SiliconFlow(account),
        ("GET", "/openapi/v1/billing/balance/detail") => LevelEndpoints.Novita(account),
        ("GET", "/v1/credits") => LevelEndpoints.Vercel(account),
        ("GET", "/v2/customers/my/balance") => LevelEndpoints.DigitalOcean(account, now),
        ("POST", "/graphql") => LevelEndpoints.RunPod(account),
        ("GET", "/api/v0/users/current") => LevelEndpoints.Vast(account),
        ("GET", DefinedEndpoints.BalancePath) => DefinedEndpoints.Balance(account),
        ("GET", DefinedEndpoints.ReportPath) => DefinedEndpoints.Report(request, account),
        _ => ErrorAnswers.Of(404, "Not Found", "invalid_request_error"),
    };
}
