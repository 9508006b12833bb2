namespace CostCompass.Spending;

/// <summary>What is known from before a window, to judge what its balances leave open.</summary>
/// <param name="PerDay">Spend per day of the time before; or null if it is unknown.</param>
/// <param name="BusyPerDay">The same, counting only the time of windows in which something was spent: at least as much.</param>
internal readonly record struct WindowEvidence(decimal? PerDay, decimal? BusyPerDay)
{
    private readonly IReadOnlyList<decimal>? _earlierTopUps;

    /// <summary>The top-ups of the account that are recorded from before.</summary>
    public IReadOnlyList<decimal> EarlierTopUps
    {
        get => _earlierTopUps ?? [];
        init => _earlierTopUps = value;
    }

    /// <summary>Whether another currency of the account dropped to nearly zero in the meantime, so that the increase isn't a payment.</summary>
    public bool IsExchange { get; init; }

    /// <summary>What a window of some length spends as in the mean of the time before; or null if it is unknown.</summary>
    /// <param name="length">The length.</param>
    public decimal? Usual(TimeSpan length) => Over(PerDay, length);

    /// <summary>The spend of a window of a given length at the previous burn rate of busy times, or null if it is unknown.</summary>
    /// <param name="length">The length.</param>
    public decimal? Busy(TimeSpan length) => Over(BusyPerDay, length);

    // A large amount that is spent within microseconds results in a burn rate that is out of range.
    private static decimal? Over(decimal? perDay, TimeSpan length) =>
        perDay is { } burn ? Math.Min(burn * ((decimal)length.Ticks / TimeSpan.TicksPerDay), Amount.Maximum) : null;
}
