using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vast;

/// <summary>The response of <c>GET /api/v0/users/current</c>. Only <c>credit</c> is read, which is a number in dollars.</summary>
internal static class VastBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject answer)
    {
        var credit = answer.SignedAmount("credit", AmountForm.Number);
        return BalanceLevels.OfTotal(credit, credit > 0m);
    }
}
