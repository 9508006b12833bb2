using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vast;

/// <summary>Vast.ai: <c>GET /api/v0/users/current</c>. Only <c>credit</c> is read, a number in US dollars.</summary>
internal static class VastProvider
{
    private static readonly CostProvider Description = new()
    {
        Name = "Vast",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "VAST_API_KEY",
        BaseUri = new Uri("https://console.vast.ai"),
        KeyPage = new Uri("https://cloud.vast.ai/manage-keys/"),
        Reports = "The credit, in dollars.",
        DoesNotReport = "The spend per machine.",
    };

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(http, Description, "api/v0/users/current", Read);

    private static BalanceLevels Read(AnswerObject answer)
    {
        var credit = answer.SignedAmount("credit", AmountForm.Number);
        return BalanceLevels.OfTotal(credit, credit > 0m);
    }
}
