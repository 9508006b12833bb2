namespace CostCompass.Spending;

/// <summary>How a spend figure was determined, from the most to the least reliable.</summary>
public enum SpendQuality
{
    /// <summary>The provider reported the spend. The figure isn't approximate.</summary>
    Reported,

    /// <summary>The balance only decreased: there is no sign of incoming money.</summary>
    Clean,

    /// <summary>The amount of incoming money is known: from the pools, or because it was recorded.</summary>
    Recovered,

    /// <summary>Filled in from the burn rate of the clean and recovered windows.</summary>
    Estimated,

    /// <summary>Granted credit dropped at once. It is counted as spend, but may have expired.</summary>
    PossibleExpiry,

    /// <summary>
    /// Money disappeared in a way that spend doesn't explain: topped-up money decreased while granted credit was left, or nearly all of it
    /// disappeared at once. It is counted as spend, but may have been refunded.
    /// </summary>
    PossibleRefund,

    /// <summary>Money came in and hides what was spent at the same time: at least this much.</summary>
    LowerBound,

    /// <summary>The first snapshot, which can't be compared with an earlier one.</summary>
    Baseline,
}
