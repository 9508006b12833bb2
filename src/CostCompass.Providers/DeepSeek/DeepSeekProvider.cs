using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>DeepSeek as a source of balances.</summary>
/// <param name="http">What the requests go through.</param>
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
        Tells = "The balance in each currency, with granted and topped-up credit apart.",
        DoesNotTell = "What was spent, on which model, and when granted credit expires.",
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BalanceReading>> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var balances = await _client.ReadBalanceAsync(request, cancellationToken).ConfigureAwait(false);
        return balances
            .Select(balance => new BalanceReading(
                balance.Account,
                DeepSeekClient.ProviderName,
                balance.Currency,
                balance.RetrievedAt,
                new BalanceLevels(balance.Total, balance.Granted, balance.ToppedUp, balance.IsAvailable)))
            .ToList();
    }
}
