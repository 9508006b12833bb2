using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>The two responses of OpenRouter with amounts: numbers in dollars, totals since the beginning.</summary>
internal static class OpenRouterAnswer
{
    /// <summary>The response of <c>GET /api/v1/credits</c>: the credits that the account bought and used. The difference is the balance.</summary>
    public static BalanceLevels ReadCredits(AnswerObject answer)
    {
        var data = answer.Object("data");
        var used = data.AmountFromZero("total_usage", AmountForm.Number);
        var left = data.AmountFromZero("total_credits", AmountForm.Number) - used;
        return BalanceLevels.OfTotal(left, left > 0m) with { Used = used };
    }

    /// <summary>The response of <c>GET /api/v1/key</c>: the usage of the key. Usage with keys of other providers (<c>byok_usage</c>) is billed by them.</summary>
    /// <remarks>
    /// It never has a level, even if the key has a limit: the rest of a limit isn't a balance of the account, and readings with and
    /// without a level come from two sources, between which no spend is calculated. A key whose limit is used up can't make calls.
    /// </remarks>
    public static BalanceLevels ReadKey(AnswerObject answer)
    {
        var data = answer.Object("data");
        var isUsedUp = data.HasValue("limit_remaining") && data.SignedAmount("limit_remaining", AmountForm.Either) <= 0m;
        return BalanceLevels.OfUsage(data.AmountFromZero("usage", AmountForm.Number), !isUsedUp);
    }
}
