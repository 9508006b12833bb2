using CostCompass.Providers.Http;

namespace CostCompass.Providers.Novita;

/// <summary>
/// Novita: <c>GET /openapi/v1/billing/balance/detail</c>, with ten-thousandths of a US dollar as text. The available amount includes the
/// credit limit, and excludes pending charges and unpaid invoices. The balance is the available amount less the limit.
/// </summary>
internal static class NovitaProvider
{
    private const decimal Unit = 0.0001m;

    private static readonly CostProvider Description = new()
    {
        Name = "Novita",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "NOVITA_API_KEY",
        BaseUri = new Uri("https://api.novita.ai"),
        KeyPage = new Uri("https://novita.ai/settings/key-management"),
        Reports = "The remaining balance without the credit limit, in dollars.",
        DoesNotReport = "The spend, the models, and the granted part of the balance.",
    };

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(http, Description, "openapi/v1/billing/balance/detail", Read);

    private static BalanceLevels Read(AnswerObject answer)
    {
        var available = answer.SignedAmount("availableBalance", AmountForm.Text, Unit);
        var limit = answer.Has("creditLimit") ? answer.AmountFromZero("creditLimit", AmountForm.Text, Unit) : 0m;
        return BalanceLevels.OfTotal(available - limit, available > 0m);
    }
}
