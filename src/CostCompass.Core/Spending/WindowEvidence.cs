namespace CostCompass.Spending;

/// <summary>The data before a window that is used to estimate what its balances leave open. Everything is calculated on demand.</summary>
internal sealed class WindowEvidence
{
    private readonly RecentBurn? _burn;
    private readonly SpendPast? _past;
    private readonly TopUpHabit? _topUps;
    private (decimal? PerDay, decimal? BusyPerDay)? _rates;

    /// <summary>Creates the evidence from a history.</summary>
    /// <param name="burn">The burn rate of the last week.</param>
    /// <param name="past">The spend of the last weeks, or null if it isn't collected.</param>
    /// <param name="topUps">The usual top-ups.</param>
    public WindowEvidence(RecentBurn burn, SpendPast? past, TopUpHabit topUps) => (_burn, _past, _topUps) = (burn, past, topUps);

    /// <summary>Creates the evidence from a burn rate.</summary>
    /// <param name="burnPerDay">The spend per day, or null if it is unknown.</param>
    public WindowEvidence(decimal? burnPerDay) => _rates = (burnPerDay, burnPerDay);

    /// <summary>The start of the window.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The top-ups that were recorded before a given time, or null if nothing is recorded.</summary>
    public Func<DateTimeOffset, IReadOnlyList<decimal>>? TopUpsBefore { get; init; }

    /// <summary>Whether suggestions and estimates are needed.</summary>
    public bool HasEstimates { get; init; } = true;

    /// <summary>Whether more of the past was used than the burn rate of the last week.</summary>
    public bool IsPastUsed { get; private set; }

    /// <summary>The usual top-ups. Used only together with <see cref="CostsOfPaid"/>.</summary>
    public TopUpHabit TopUps => (_topUps ?? new TopUpHabit()).LookFrom(From, TopUpsBefore?.Invoke(From) ?? []);

    /// <summary>The time of the last grant, or null if it is unknown.</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>Whether another currency of the account dropped to nearly zero in the meantime, so that the increase isn't a payment.</summary>
    public bool IsExchange { get; init; }

    private SpendPast? Past
    {
        get
        {
            IsPastUsed = true;
            return _past;
        }
    }

    private (decimal? PerDay, decimal? BusyPerDay) Rates => _rates ??= _burn!.At(From);

    /// <summary>Whether credit was granted in the last weeks, so that a part of the granted balance may expire before the rest.</summary>
    public bool HadGrant() => Past is not null && From - GrantedAt < SpendPast.Reach;

    /// <summary>The spend of a window of a given length at the previous mean burn rate, or null if it is unknown.</summary>
    /// <param name="length">The length.</param>
    public decimal? Usual(TimeSpan length) => Over(Rates.PerDay, length);

    /// <summary>The spend of a window of a given length at the previous burn rate of busy times, or null if it is unknown.</summary>
    /// <param name="length">The length.</param>
    public decimal? Busy(TimeSpan length) => Over(Rates.BusyPerDay, length);

    /// <summary>The spend of a window of a given length at the rate of the previous busiest quarter hour, or null if too little is known.</summary>
    /// <param name="length">The length.</param>
    /// <param name="knownDays">How many days have to be known.</param>
    public decimal? Most(TimeSpan length, int knownDays = 1) => Past?.Most(From, length, TimeSpan.FromDays(knownDays)) is { } most ? (decimal)Math.Min(most, (double)Amount.Maximum) : null;

    /// <summary>The costs of earlier windows of a given length, as the costs of a window with a payment, or null if they are unknown.</summary>
    /// <param name="length">The length.</param>
    public SpanCosts? CostsOfPaid(TimeSpan length) =>
        Past is { } past ? past.Before(From, length)
        : _burn is null && Usual(length) is { } usual ? new SpanCosts([(double)usual], [1])
        : null;

    // A large amount that is spent within microseconds results in a burn rate that is out of range.
    private static decimal? Over(decimal? perDay, TimeSpan length) =>
        perDay is { } burn ? Math.Min(burn * ((decimal)length.Ticks / TimeSpan.TicksPerDay), Amount.Maximum) : null;
}
