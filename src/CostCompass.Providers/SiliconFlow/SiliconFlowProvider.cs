using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.SiliconFlow;

/// <summary>SiliconFlow: <c>GET /v1/user/info</c>. Its two sites bill in different currencies, and only the address tells which.</summary>
public sealed class SiliconFlowProvider : IBalanceProvider
{
    private static readonly SiteCurrency Currency = new("siliconflow", ".com", "CNY");

    private readonly BalanceQuestion _question;

    /// <summary>Makes the provider. Nothing is sent.</summary>
    /// <param name="http">What the requests go through.</param>
    public SiliconFlowProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "SiliconFlow",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "SILICONFLOW_API_KEY",
        BaseUri = new Uri("https://api.siliconflow.cn/v1"),
        KeyPage = new Uri("https://cloud.siliconflow.cn/account/ak"),
        Tells = "The balance, with given and charged credit apart; in yuan, or in dollars at api.siliconflow.com.",
        DoesNotTell = "What was spent, on which model. Behind a gateway of your own: the currency, which is taken to be yuan.",
    };

    /// <inheritdoc/>
    public Task<IReadOnlyList<BalanceReading>> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, "user/info", Currency.At(request.BaseUri), SiliconFlowBalanceAnswer.Read, cancellationToken);
}
