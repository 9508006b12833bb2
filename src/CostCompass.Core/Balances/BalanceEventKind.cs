namespace CostCompass.Balances;

/// <summary>The kinds of changes of a balance other than spend.</summary>
public enum BalanceEventKind
{
    /// <summary>Money was added.</summary>
    TopUp,

    /// <summary>Credit was granted.</summary>
    Grant,

    /// <summary>Granted credit expired.</summary>
    GrantExpiry,

    /// <summary>Topped-up money was refunded.</summary>
    Refund,
}
