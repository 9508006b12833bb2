namespace CostCompass.Spending;

/// <summary>How a spend figure was come by, from the strongest to the weakest.</summary>
public enum SpendQuality
{
    /// <summary>The provider itself reported the spend. Not approximate.</summary>
    Reported,

    /// <summary>The balance only fell: no sign of money coming in.</summary>
    Clean,

    /// <summary>Money came in, and how much is known: from the pools, or because it was recorded.</summary>
    Recovered,

    /// <summary>Filled in from the burn rate of the clean and recovered windows.</summary>
    Estimated,

    /// <summary>Granted credit vanished at once. It is counted as spend but may have expired.</summary>
    PossibleExpiry,

    /// <summary>
    /// Money vanished that spend does not explain: topped-up money fell while granted credit was left, or nearly all of it was gone at
    /// once. It is counted as spend but may have been paid back.
    /// </summary>
    PossibleRefund,

    /// <summary>Money came in and hides what was spent beside it: at least this much.</summary>
    LowerBound,

    /// <summary>The first snapshot: there is nothing to compare it with.</summary>
    Baseline,
}
