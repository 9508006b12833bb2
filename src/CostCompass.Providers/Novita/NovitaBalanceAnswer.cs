using CostCompass.Balances;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Novita;

/// <summary>The answer of <c>GET /openapi/v1/billing/balance/detail</c>: texts that count ten-thousandths of a dollar.</summary>
internal static class NovitaBalanceAnswer
{
    private const decimal Unit = 0.0001m;

    public static BalanceLevels Read(AnswerObject answer)
    {
        var available = answer.SignedAmount("availableBalance", AmountForm.Text, Unit);
        return BalanceLevels.OfTotal(available, available > 0m);
    }
}
