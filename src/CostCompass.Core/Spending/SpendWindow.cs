namespace CostCompass.Spending;

/// <summary>What is known about the spend between two snapshots of one series.</summary>
/// <param name="From">The last instant of the earlier snapshot. For a baseline the first instant of the only one.</param>
/// <param name="To">The first instant of the later snapshot.</param>
/// <param name="Amount">What is known to have been spent; null for a baseline.</param>
/// <param name="Low">The least that can have been spent; null for a baseline.</param>
/// <param name="High">The most that can have been spent; null where it is unbounded.</param>
/// <param name="Quality">How the amount was come by.</param>
/// <param name="TopUp">The top-up that was recorded or found; the least one where the quality is a lower bound. Null when there was none.</param>
/// <param name="Grant">The same for granted credit.</param>
/// <param name="SuggestedTopUp">For a lower bound: the top-up that explains the rise best; null where nothing points at one.</param>
/// <param name="Estimate">For a lower bound: the spend that the burn before makes likely; null where it is not known.</param>
/// <param name="IsComplete">False for a day of a cost report that was still going on: more of it will be billed.</param>
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
    private readonly decimal? _likelyLow;
    private readonly decimal? _likelyHigh;

    /// <summary>
    /// The lower end of what is likely (80 %): the amount itself where it is known, the least where money may have vanished. Null where
    /// nothing is known from before.
    /// </summary>
    public decimal? LikelyLow
    {
        get => _likelyLow ?? Quality switch
        {
            SpendQuality.LowerBound or SpendQuality.Estimated => null,
            SpendQuality.PossibleExpiry or SpendQuality.PossibleRefund => Low,
            _ => Amount,
        };
        init => _likelyLow = value;
    }

    /// <summary>The upper end of what is likely (80 %).</summary>
    public decimal? LikelyHigh
    {
        get => _likelyHigh ?? (Quality is SpendQuality.LowerBound or SpendQuality.Estimated ? null : Amount);
        init => _likelyHigh = value;
    }

    /// <summary>How long the window is.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>Whether the amount is trusted for a burn rate: spend that the pools, the records or the provider itself give exactly.</summary>
    public bool CountsForBurn => IsComplete && Quality is (SpendQuality.Reported or SpendQuality.Clean or SpendQuality.Recovered);

    /// <summary>The window with its estimate in place of the lower bound. Any other window stays as it is.</summary>
    public SpendWindow WithEstimate() => Quality == SpendQuality.LowerBound && Estimate is { } estimate
        ? this with { Amount = estimate, Quality = SpendQuality.Estimated }
        : this;
}
