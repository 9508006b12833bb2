namespace CostCompass.Spending;

/// <summary>What is recorded to have flowed into and out of a balance in one window, other than spend. All are 0 or more.</summary>
/// <param name="TopUp">Money paid in.</param>
/// <param name="Grant">Credit given.</param>
/// <param name="GrantExpiry">Granted credit that expired.</param>
/// <param name="Refund">Topped-up money that was paid back.</param>
public readonly record struct PoolFlows(decimal TopUp, decimal Grant, decimal GrantExpiry, decimal Refund)
{
    /// <summary>Whether nothing is recorded.</summary>
    public bool IsNone => TopUp == 0m && Grant == 0m && GrantExpiry == 0m && Refund == 0m;

    /// <summary>The flows with one event more.</summary>
    /// <param name="balanceEvent">The event.</param>
    public PoolFlows With(CostBalanceEvent balanceEvent) => balanceEvent.Kind switch
    {
        BalanceEventKind.TopUp => this with { TopUp = TopUp + balanceEvent.Amount },
        BalanceEventKind.Grant => this with { Grant = Grant + balanceEvent.Amount },
        BalanceEventKind.GrantExpiry => this with { GrantExpiry = GrantExpiry + balanceEvent.Amount },
        _ => this with { Refund = Refund + balanceEvent.Amount },
    };
}
