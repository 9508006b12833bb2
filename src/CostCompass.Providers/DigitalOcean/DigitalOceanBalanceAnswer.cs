using CostCompass.Providers.Http;

namespace CostCompass.Providers.DigitalOcean;

/// <summary>The response of <c>GET /v2/customers/my/balance</c>: texts in dollars. Balances are amounts owed, so credit is negative. The
/// account is billed afterwards and can go below zero.</summary>
internal static class DigitalOceanBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject answer)
    {
        var owed = answer.SignedAmount("month_to_date_balance", AmountForm.Text);
        return BalanceLevels.OfTotal(owed == 0m ? 0m : -owed) with { Used = answer.AmountFromZero("month_to_date_usage", AmountForm.Text) };
    }
}
