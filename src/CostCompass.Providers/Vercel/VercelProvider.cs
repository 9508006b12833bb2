using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vercel;

/// <summary>Vercel AI Gateway: <c>GET /v1/credits</c>, with amounts in US dollars as text or as numbers.</summary>
internal static class VercelProvider
{
    private static readonly CostProvider Description = new()
    {
        Name = "Vercel",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "AI_GATEWAY_API_KEY",
        BaseUri = new Uri("https://ai-gateway.vercel.sh/v1"),
        KeyPage = new Uri("https://vercel.com/dashboard/ai-gateway/api-keys"),
        Reports = "The total usage of the AI Gateway and the remaining balance, in dollars.",
        DoesNotReport = "The models, and what Vercel bills outside the AI Gateway.",
    };

    public static IBalanceProvider Create(ProviderHttpClient http) => new BalanceProvider(http, Description, "credits", Read);

    private static BalanceLevels Read(AnswerObject answer)
    {
        var balance = answer.SignedAmount("balance", AmountForm.Either);
        return BalanceLevels.OfTotal(balance, balance > 0m) with { Used = answer.AmountFromZero("total_used", AmountForm.Either) };
    }
}
