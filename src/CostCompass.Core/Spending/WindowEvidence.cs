namespace CostCompass.Spending;

/// <summary>What is known from before a window, to judge what its balances leave open.</summary>
/// <param name="PerDay">Spend per day of the time before; null when it is not known.</param>
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

    /// <summary>Whether another currency of the account fell to nearly nothing meanwhile: then the rise is no payment.</summary>
    public bool IsExchange { get; init; }

    /// <summary>What a window of some length spends as in the mean of the time before; null when it is not known.</summary>
    /// <param name="length">The length.</param>
    public decimal? Usual(TimeSpan length) => Over(PerDay, length);

    /// <summary>What a window of some length spends as in the busy time before; null when it is not known.</summary>
    /// <param name="length">The length.</param>
    public decimal? Busy(TimeSpan length) => Over(BusyPerDay, length);

    // A large sum spent within microseconds makes a burn beyond all amounts.
    private static decimal? Over(decimal? perDay, TimeSpan length) =>
        perDay is { } burn ? Math.Min(burn * ((decimal)length.Ticks / TimeSpan.TicksPerDay), Amount.Maximum) : null;
}
