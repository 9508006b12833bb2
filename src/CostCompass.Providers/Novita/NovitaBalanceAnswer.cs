using CostCompass.Providers.Http;

namespace CostCompass.Providers.Novita;

/// <summary>
/// The response of <c>GET /openapi/v1/billing/balance/detail</c>: texts in ten-thousandths of a dollar. The available amount includes the
/// credit limit and excludes pending charges and unpaid invoices, so the remaining money is the available amount minus the limit.
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
