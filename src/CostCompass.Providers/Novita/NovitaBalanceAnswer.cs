using CostCompass.Providers.Http;

namespace CostCompass.Providers.Novita;

/// <summary>
/// The response of <c>GET /openapi/v1/billing/balance/detail</c>: texts that count ten-thousandths of a dollar. What is available includes
/// the credit limit and leaves out pending charges and unpaid invoices, so that the money left is what is available less the limit.
/// </summary>
internal static class NovitaBalanceAnswer
{
    private const decimal Unit = 0.0001m;

    public static BalanceLevels Read(AnswerObject answer)
    {
        var available = answer.SignedAmount("availableBalance", AmountForm.Text, Unit);
        var limit = answer.Has("creditLimit") ? answer.AmountFromZero("creditLimit", AmountForm.Text, Unit) : 0m;
        return BalanceLevels.OfTotal(available - limit, available > 0m);
    }
}
