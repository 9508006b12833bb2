namespace CostCompass.Spending;

/// <summary>The recorded flows into and out of a balance in one window, except spend. All amounts are 0 or more.</summary>
/// <param name="TopUp">Top-ups.</param>
/// <param name="Grant">Granted credit.</param>
/// <param name="GrantExpiry">Expired granted credit.</param>
/// <param name="Refund">Refunded topped-up money.</param>
public readonly record struct PoolFlows(decimal TopUp, decimal Grant, decimal GrantExpiry, decimal Refund)
{
    /// <summary>Whether nothing is recorded.</summary>
    public bool IsNone => TopUp == 0m && Grant == 0m && GrantExpiry == 0m && Refund == 0m;

    /// <summary>Adds an event to the flows.</summary>
    /// <param name="balanceEvent">The event.</param>
    public PoolFlows With(CostBalanceEvent balanceEvent) => balanceEvent.Kind switch
    {
        BalanceEventKind.TopUp => this with { TopUp = TopUp + balanceEvent.Amount },
        BalanceEventKind.Grant => this with { Grant = Grant + balanceEvent.Amount },
        BalanceEventKind.GrantExpiry => this with { GrantExpiry = GrantExpiry + balanceEvent.Amount },
        BalanceEventKind.Refund => this with { Refund = Refund + balanceEvent.Amount },
        _ => throw new ArgumentOutOfRangeException(nameof(balanceEvent), balanceEvent.Kind, null),
    };
}
