using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vast;

/// <summary>Vast.ai: <c>GET /api/v0/users/current</c>.</summary>
public sealed class VastProvider : IBalanceProvider
{
    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public VastProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "Vast",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "VAST_API_KEY",
        BaseUri = new Uri("https://console.vast.ai"),
        KeyPage = new Uri("https://cloud.vast.ai/manage-keys/"),
        Tells = "The credit, in dollars.",
        DoesNotTell = "The spend per machine.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "api/v0/users/current", "USD", VastBalanceAnswer.Read, cancellationToken);
}
