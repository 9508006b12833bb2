using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vercel;

/// <summary>The AI Gateway of Vercel: <c>GET /v1/credits</c>.</summary>
public sealed class VercelProvider : IBalanceProvider
{
    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public VercelProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "Vercel",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "AI_GATEWAY_API_KEY",
        BaseUri = new Uri("https://ai-gateway.vercel.sh/v1"),
        KeyPage = new Uri("https://vercel.com/dashboard/ai-gateway/api-keys"),
        Tells = "The total usage of the AI Gateway and the remaining balance, in dollars.",
        DoesNotTell = "The models, and what Vercel bills outside the AI Gateway.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "credits", "USD", VercelBalanceAnswer.Read, cancellationToken);
}
