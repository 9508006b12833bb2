using CostCompass.Providers.Http;

namespace CostCompass.Providers.DigitalOcean;

/// <summary>DigitalOcean: <c>GET /v2/customers/my/balance</c>. The usage restarts each month.</summary>
public sealed class DigitalOceanProvider : IBalanceProvider
{
    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public DigitalOceanProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "DigitalOcean",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Token,
        EnvironmentVariable = "DIGITALOCEAN_TOKEN",
        BaseUri = new Uri("https://api.digitalocean.com"),
        KeyPage = new Uri("https://cloud.digitalocean.com/account/api/tokens"),
        Tells = "The usage of the current month and the balance, in dollars.",
        DoesNotTell = "The usage per service and of earlier months.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "v2/customers/my/balance", "USD", DigitalOceanBalanceAnswer.Read, cancellationToken);
}
