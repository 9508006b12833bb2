using CostCompass.Providers.Http;

namespace CostCompass.Providers.Novita;

/// <summary>Novita: <c>GET /openapi/v1/billing/balance/detail</c>.</summary>
public sealed class NovitaProvider : IBalanceProvider
{
    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public NovitaProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "Novita",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "NOVITA_API_KEY",
        BaseUri = new Uri("https://api.novita.ai"),
        KeyPage = new Uri("https://novita.ai/settings/key-management"),
        Tells = "The remaining balance without the credit limit, in dollars.",
        DoesNotTell = "The spend, the models, and the granted part of the balance.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "openapi/v1/billing/balance/detail", "USD", NovitaBalanceAnswer.Read, cancellationToken);
}
