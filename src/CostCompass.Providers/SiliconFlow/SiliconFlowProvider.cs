using CostCompass.Providers.Http;

namespace CostCompass.Providers.SiliconFlow;

/// <summary>SiliconFlow: <c>GET /v1/user/info</c>. Its two sites bill in different currencies, and only the address determines which.</summary>
public sealed class SiliconFlowProvider : IBalanceProvider
{
    private static readonly SiteCurrency Currency = new("siliconflow", ".com", "USD");

    // SiliconFlow removed the balance from the API of its Chinese site on 2026-08-14.
    private const string RetiredAdvice =
        "For an account at siliconflow.com, connect the account again with -BaseUri https://api.siliconflow.com/v1. "
        + "For an account at siliconflow.cn, export the bill from its console and import the file with Import-CostRecord.";

    private readonly BalanceQuestion _question;
    private readonly AnswerEnvelope _envelope;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public SiliconFlowProvider(ProviderHttpClient http)
    {
        _question = new BalanceQuestion(http, Description);
        _envelope = new AnswerEnvelope(Description, Success: 20000, RefusedKey: 30014, Said: "message");
    }

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "SiliconFlow",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "SILICONFLOW_API_KEY",
        BaseUri = new Uri("https://api.siliconflow.com/v1"),
        KeyPage = new Uri("https://cloud.siliconflow.com/account/ak"),
        Tells = "The balance, split into granted and topped-up credit, in dollars.",
        DoesNotTell = "The spend and the models. Accounts at siliconflow.cn, which no longer has a balance API.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var call = ProviderCall.To(Description, "user/info") with { RetiredAdvice = RetiredAdvice };
        return _question.AskAsync(request, call, Currency.At(request.BaseUri), answer => SiliconFlowBalanceAnswer.Read(_envelope.Open(answer)), cancellationToken);
    }
}
