using CostCompass.Providers.Http;

namespace CostCompass.Providers.Moonshot;

/// <summary>Moonshot (Kimi): <c>GET /v1/users/me/balance</c>. Its two sites bill in different currencies, and only the address determines which.</summary>
public sealed class MoonshotProvider : IBalanceProvider
{
    private static readonly SiteCurrency Currency = new("moonshot", ".ai", "USD");

    private readonly BalanceQuestion _question;
    private readonly AnswerEnvelope _envelope;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public MoonshotProvider(ProviderHttpClient http)
    {
        _question = new BalanceQuestion(http, Description);
        _envelope = new AnswerEnvelope(Description, Success: 0, RefusedKey: 401, Said: "scode");
    }

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "Moonshot",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "MOONSHOT_API_KEY",
        BaseUri = new Uri("https://api.moonshot.ai/v1"),
        KeyPage = new Uri("https://platform.moonshot.ai/console/api-keys"),
        Tells = "The balance, split into vouchers (granted) and cash (topped-up), in dollars or, at api.moonshot.cn, in yuan.",
        DoesNotTell = "The spend and the models. Behind your own gateway, the currency, which is assumed to be dollars.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "users/me/balance", Currency.At(request.BaseUri), answer => MoonshotBalanceAnswer.Read(_envelope.Open(answer)), cancellationToken);
}
