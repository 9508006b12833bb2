using CostCompass.Providers.Http;

namespace CostCompass.Providers.Vercel;

/// <summary>The response of <c>GET /v1/credits</c>: dollars, as text or numbers.</summary>
internal static class VercelBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject answer)
    {
        var balance = answer.SignedAmount("balance", AmountForm.Either);
        return BalanceLevels.OfTotal(balance, balance > 0m) with { Used = answer.AmountFromZero("total_used", AmountForm.Either) };
    }
}
