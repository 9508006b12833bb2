using CostCompass.Providers.Http;

namespace CostCompass.Providers.DigitalOcean;

/// <summary>
/// DigitalOcean: <c>GET /v2/customers/my/balance</c>, with amounts in US dollars as text. The usage restarts each month. A balance is the amount
/// owed, so credit is negative. The account is billed afterwards and can go below zero.
/// </summary>
internal static class DigitalOceanProvider
{
    private static readonly CostProvider Description = new()
    {
        Name = "DigitalOcean",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Token,
        EnvironmentVariable = "DIGITALOCEAN_TOKEN",
        BaseUri = new Uri("https://api.digitalocean.com"),
        KeyPage = new Uri("https://cloud.digitalocean.com/account/api/tokens"),
        Reports = "The usage of the current month and the balance, in dollars.",
        DoesNotReport = "The usage per service and of earlier months.",
    };

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(http, Description, "v2/customers/my/balance", Read);

    private static BalanceLevels Read(AnswerObject answer)
    {
        var owed = answer.SignedAmount("month_to_date_balance", AmountForm.Text);
        return BalanceLevels.OfTotal(owed == 0m ? 0m : -owed) with { Used = answer.AmountFromZero("month_to_date_usage", AmountForm.Text) };
    }
}
