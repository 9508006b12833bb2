using CostCompass.Balances;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>DeepSeek as a source of balances.</summary>
/// <param name="http">What the requests go through.</param>
public sealed class DeepSeekProvider(ProviderHttpClient http) : IBalanceProvider
{
    private readonly DeepSeekClient _client = new(http);

    /// <inheritdoc/>
    public string Name => DeepSeekClient.ProviderName;

    /// <inheritdoc/>
    public Uri DefaultBaseUri { get; } = new("https://api.deepseek.com");

    /// <inheritdoc/>
    public string KeyEnvironmentVariable => "DEEPSEEK_API_KEY";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BalanceReading>> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var balances = await _client.ReadBalanceAsync(request, cancellationToken).ConfigureAwait(false);
        return balances
            .Select(balance => new BalanceReading(
                balance.Account,
                Name,
                balance.Currency,
                balance.RetrievedAt,
                new BalanceLevels(balance.Total, balance.Granted, balance.ToppedUp, balance.IsAvailable)))
            .ToList();
    }
}
