using CostCompass.Providers.Http;

namespace CostCompass.Providers.Moonshot;

/// <summary>
/// Moonshot (Kimi): <c>GET /v1/users/me/balance</c>, with amounts as numbers. Vouchers are spent first, and cash is negative if money is owed.
/// Its two sites bill in different currencies, and only the address determines which.
/// </summary>
internal static class MoonshotProvider
{
    private static readonly SiteCurrency Currency = new("moonshot", ".ai", "USD");

    private static readonly CostProvider Description = new()
    {
        Name = "Moonshot",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "MOONSHOT_API_KEY",
        BaseUri = new Uri("https://api.moonshot.ai/v1"),
        KeyPage = new Uri("https://platform.moonshot.ai/console/api-keys"),
        Reports = "The balance, split into vouchers (granted) and cash (topped-up), in dollars or, at api.moonshot.cn, in yuan.",
        DoesNotReport = "The spend and the models. Behind your own gateway, the currency, which is assumed to be dollars.",
    };

    private static readonly AnswerEnvelope Envelope = new(Description, Success: 0, RefusedKey: 401, Said: "scode");

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(
        http, Description, ProviderCall.To(Description, "users/me/balance"), (answer, address) => (Currency.At(address), Read(Envelope.Open(answer))));

    private static BalanceLevels Read(AnswerObject data)
    {
        var available = data.SignedAmount("available_balance", AmountForm.Number);
        var voucher = data.AmountFromZero("voucher_balance", AmountForm.Number);
        var cash = data.SignedAmount("cash_balance", AmountForm.Number);

        // The documentation is inconsistent about whether debt is subtracted from the vouchers.
        if (!PoolSum.Fits(available, voucher, cash) && !PoolSum.Fits(available, voucher, Math.Max(0m, cash)))
        {
            throw data.FaultAt("available_balance", "is not the sum of voucher_balance and cash_balance");
        }

        return new BalanceLevels(available, voucher, cash, available > 0m);
    }
}
