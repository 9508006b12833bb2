using CostCompass.Providers.Http;

namespace CostCompass.Providers.SiliconFlow;

/// <summary>The data of <c>GET /v1/user/info</c>: texts. <c>balance</c> was granted. <c>chargeBalance</c> was paid and can be overdrawn.</summary>
internal static class SiliconFlowBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject data)
    {
        var total = data.SignedAmount("totalBalance", AmountForm.Text);
        var granted = data.AmountFromZero("balance", AmountForm.Text);
        var charged = data.SignedAmount("chargeBalance", AmountForm.Text);
        return PoolSum.Fits(total, granted, charged)
            ? new BalanceLevels(total, granted, charged, total > 0m)
            : throw data.FaultAt("totalBalance", "is not the sum of balance and chargeBalance");
    }
}
