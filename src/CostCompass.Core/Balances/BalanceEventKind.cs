namespace CostCompass.Balances;

/// <summary>What moved a balance other than spend.</summary>
public enum BalanceEventKind
{
    /// <summary>Money was paid in.</summary>
    TopUp,

    /// <summary>Credit was given.</summary>
    Grant,

    /// <summary>Granted credit expired.</summary>
    GrantExpiry,

    /// <summary>Topped-up money was paid back.</summary>
    Refund,
}
