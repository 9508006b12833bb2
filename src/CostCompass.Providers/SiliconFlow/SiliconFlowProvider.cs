using CostCompass.Providers.Http;

namespace CostCompass.Providers.SiliconFlow;

/// <summary>
/// SiliconFlow: <c>GET /v1/user/info</c>, with amounts as text. <c>balance</c> is granted credit. <c>chargeBalance</c> is topped-up money and may
/// be overdrawn. Its two sites bill in different currencies, and only the address determines which.
/// </summary>
internal static class SiliconFlowProvider
{
    // SiliconFlow removed the balance from the API of its Chinese site on 2026-08-14.
    private const string RetiredAdvice =
        "For an account at siliconflow.com, connect the account again with -BaseUri https://api.siliconflow.com/v1. "
        + "For an account at siliconflow.cn, export the bill from its console and import the file with Import-CostRecord.";

    private static readonly SiteCurrency Currency = new("siliconflow", ".com", "USD");

    private static readonly CostProvider Description = new()
    {
        Name = "SiliconFlow",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "SILICONFLOW_API_KEY",
        BaseUri = new Uri("https://api.siliconflow.com/v1"),
        KeyPage = new Uri("https://cloud.siliconflow.com/account/ak"),
        Reports = "The balance, split into granted and topped-up credit, in dollars.",
        DoesNotReport = "The spend and the models. Accounts at siliconflow.cn, which no longer has a balance API.",
    };

    private static readonly AnswerEnvelope Envelope = new(Description, Success: 20000, RefusedKey: 30014, Said: "message");

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(
        http,
        Description,
        ProviderCall.To(Description, "user/info") with { RetiredAdvice = RetiredAdvice },
        (answer, address) => (Currency.At(address), Read(Envelope.Open(answer))));

    private static BalanceLevels Read(AnswerObject data)
    {
        var total = data.SignedAmount("totalBalance", AmountForm.Text);
        var granted = data.AmountFromZero("balance", AmountForm.Text);
        var charged = data.SignedAmount("chargeBalance", AmountForm.Text);
        return PoolSum.Fits(total, granted, charged)
            ? new BalanceLevels(total, granted, charged, total > 0m)
            : throw data.FaultAt("totalBalance", "is not the sum of balance and chargeBalance");
    }
}
