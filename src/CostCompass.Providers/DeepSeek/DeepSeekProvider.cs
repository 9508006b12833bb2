using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>DeepSeek as a balance source.</summary>
/// <param name="http">The HTTP client.</param>
public sealed class DeepSeekProvider(ProviderHttpClient http) : IBalanceProvider
{
    private readonly DeepSeekClient _client = new(http);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = DeepSeekClient.ProviderName,
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "DEEPSEEK_API_KEY",
        BaseUri = new Uri("https://api.deepseek.com"),
        KeyPage = new Uri("https://platform.deepseek.com/api_keys"),
        Tells = "The balance in each currency, split into granted and topped-up credit.",
        DoesNotTell = "The spend, the models, and when granted credit expires.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _client.ReadBalanceAsync(request, cancellationToken);
}
