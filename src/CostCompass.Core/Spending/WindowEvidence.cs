namespace CostCompass.Spending;

/// <summary>What is known from before a window, to judge what its balances leave open. Nothing is worked out before it is asked for.</summary>
internal sealed class WindowEvidence
{
    private readonly RecentBurn? _burn;
    private readonly SpendPast? _past;
    private readonly InflowHabit _topUps = new(areRound: true);
    private readonly InflowHabit _grants = new(areRound: false);
    private (decimal? PerDay, decimal? BusyPerDay)? _rates;

    /// <summary>What a history tells.</summary>
    /// <param name="burn">The burn of the last week.</param>
    /// <param name="past">The spend of the last weeks.</param>
    /// <param name="topUps">The amounts that are paid in.</param>
    /// <param name="grants">The amounts that are granted.</param>
    public WindowEvidence(RecentBurn burn, SpendPast past, InflowHabit topUps, InflowHabit grants) =>
        (_burn, _past, _topUps, _grants) = (burn, past, topUps, grants);

    /// <summary>What a burn rate tells.</summary>
    /// <param name="burnPerDay">Spend per day; null when it is not known.</param>
    public WindowEvidence(decimal? burnPerDay) => _rates = (burnPerDay, burnPerDay);

    /// <summary>Where the window begins.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The top-ups that are recorded from before an instant; null where nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>The amounts that are paid in.</summary>
    public InflowHabit TopUps => _topUps.LookFrom(From, TopUpsBefore?.Invoke(From) ?? []);

    /// <summary>The amounts that are granted.</summary>
    public InflowHabit Grants => _grants.LookFrom(From, []);

    /// <summary>Whether credit was granted within the last weeks, so that a part of the granted balance may expire before the rest.</summary>
    public bool HadGrant { get; init; }

    /// <summary>Whether another currency of the account fell to nearly nothing meanwhile: then the rise is no payment.</summary>
    public bool IsExchange { get; init; }

    private (decimal? PerDay, decimal? BusyPerDay) Rates => _rates ??= _burn!.At(From);

    /// <summary>What a window of some length spends as in the mean of the time before; null when it is not known.</summary>
    /// <param name="length">The length.</param>
    public decimal? Usual(TimeSpan length) => Over(Rates.PerDay, length);

    /// <summary>What a window of some length spends as in the busy time before; null when it is not known.</summary>
    /// <param name="length">The length.</param>
    public decimal? Busy(TimeSpan length) => Over(Rates.BusyPerDay, length);

    /// <summary>The most that a window of some length spends as in the busiest quarter hour before; null when too little is known.</summary>
    /// <param name="length">The length.</param>
    public decimal? Most(TimeSpan length) => _past?.Most(From, length) is { } most ? (decimal)Math.Min(most, (double)Amount.Maximum) : null;

    /// <summary>What windows of some length cost before; null when it is not known.</summary>
    /// <param name="length">The length.</param>
    /// <param name="isPaid">Whether money was paid in.</param>
    public SpanCosts? Costs(TimeSpan length, bool isPaid) =>
        _past is not null ? _past.Before(From, length, isPaid)
        : Usual(length) is { } usual ? new SpanCosts([(double)usual], [1], isPaid)
        : null;

    // A large sum spent within microseconds makes a burn beyond all amounts.
    private static decimal? Over(decimal? perDay, TimeSpan length) =>
        perDay is { } burn ? Math.Min(burn * ((decimal)length.Ticks / TimeSpan.TicksPerDay), Amount.Maximum) : null;
}
