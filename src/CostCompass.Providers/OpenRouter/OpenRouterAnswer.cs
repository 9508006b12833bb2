using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>The two answers of OpenRouter that tell about money: numbers in dollars, totals since the beginning.</summary>
internal static class OpenRouterAnswer
{
    /// <summary>The response of <c>GET /api/v1/credits</c>: what the account bought and used. The difference is left.</summary>
    public static BalanceLevels ReadCredits(AnswerObject answer)
    {
        var data = answer.Object("data");
        var used = data.AmountFromZero("total_usage", AmountForm.Number);
        var left = data.AmountFromZero("total_credits", AmountForm.Number) - used;
        return BalanceLevels.OfTotal(left, left > 0m) with { Used = used };
    }

    /// <summary>The response of <c>GET /api/v1/key</c>: what the key used. What it used of keys of other providers (<c>byok_usage</c>) is billed by them.</summary>
    /// <remarks>
    /// Never with a level, also where the key has a limit: what a limit leaves is no balance of the account, and readings with and
    /// without a level are of two sources, between which no spend is reckoned. A key whose limit is used up can't call.
    /// </remarks>
    public static BalanceLevels ReadKey(AnswerObject answer)
    {
        var data = answer.Object("data");
        var isUsedUp = data.HasValue("limit_remaining") && data.SignedAmount("limit_remaining", AmountForm.Either) <= 0m;
        return BalanceLevels.OfUsage(data.AmountFromZero("usage", AmountForm.Number), !isUsedUp);
    }
}
