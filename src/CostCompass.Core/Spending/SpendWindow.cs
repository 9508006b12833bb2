namespace CostCompass.Spending;

/// <summary>The known spend between two snapshots of one series.</summary>
/// <param name="From">The last reading of the earlier snapshot. For a baseline, the first reading of the only one.</param>
/// <param name="To">The first reading of the later snapshot.</param>
/// <param name="Amount">The known spend, or null for a baseline.</param>
/// <param name="Low">The minimum possible spend, or null for a baseline.</param>
/// <param name="High">The maximum possible spend, or null if there is no upper bound.</param>
/// <param name="Quality">How the amount was determined.</param>
/// <param name="TopUp">The recorded or detected top-up. For a lower bound, the smallest possible one. Null if there was none.</param>
/// <param name="Grant">The same for granted credit.</param>
/// <param name="SuggestedTopUp">For a lower bound, the top-up that best explains the increase, or null if there is no best one.</param>
/// <param name="Estimate">For a lower bound, the likely spend at the previous burn rate, or null if the burn rate is unknown.</param>
/// <param name="IsComplete">False for a day of a cost report that wasn't over yet: more of it will be billed.</param>
public readonly record struct SpendWindow(
    DateTimeOffset From,
    DateTimeOffset To,
    decimal? Amount,
    decimal? Low,
    decimal? High,
    SpendQuality Quality,
    decimal? TopUp,
    decimal? Grant,
    decimal? SuggestedTopUp = null,
    decimal? Estimate = null,
    bool IsComplete = true)
{
    /// <summary>The length of the window.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>
    /// Whether the amount is the plausible spend although its bounds don't prove it: only a hidden grant, a refund or an expiry that is not typical
    /// of one would change it.
    /// </summary>
    public bool IsPlausible { get; init; }

    /// <summary>Whether the amount is used for a burn rate: it is known from the pools, the recorded events or the provider, or plausible.</summary>
    public bool CountsForBurn => IsComplete && (IsPlausible || Quality is SpendQuality.Reported or SpendQuality.Clean or SpendQuality.Recovered);

    /// <summary>The window with its estimate instead of the lower bound. Other windows aren't changed.</summary>
    public SpendWindow WithEstimate() => Quality == SpendQuality.LowerBound && Estimate is { } estimate
        ? this with { Amount = estimate, Quality = SpendQuality.Estimated }
        : this;
}
