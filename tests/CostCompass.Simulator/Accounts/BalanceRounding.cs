namespace CostCompass.Simulator.Accounts;

/// <summary>How the exact amount inside becomes the two decimals of an answer.</summary>
public enum BalanceRounding
{
    /// <summary>Down: what is shown can be spent. The default.</summary>
    Floor,

    /// <summary>To the nearest, and to the even digit when two are equally near.</summary>
    HalfEven,

    /// <summary>Not at all: every decimal is shown.</summary>
    Exact,
}
