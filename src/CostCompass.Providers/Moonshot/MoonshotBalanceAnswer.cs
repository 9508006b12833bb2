using CostCompass.Providers.Http;

namespace CostCompass.Providers.Moonshot;

/// <summary>The data of <c>GET /v1/users/me/balance</c>: numbers. Vouchers are used first, and cash is negative if money is owed.</summary>
internal static class MoonshotBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject data)
    {
        var available = data.SignedAmount("available_balance", AmountForm.Number);
        var voucher = data.AmountFromZero("voucher_balance", AmountForm.Number);
        var cash = data.SignedAmount("cash_balance", AmountForm.Number);

        // The documentation contradicts itself on whether debt reduces the vouchers.
        if (!PoolSum.Fits(available, voucher, cash) && !PoolSum.Fits(available, voucher, Math.Max(0m, cash)))
        {
            throw data.FaultAt("available_balance", "is not the sum of voucher_balance and cash_balance");
        }

        return new BalanceLevels(available, voucher, cash, available > 0m);
    }
}
