namespace CostCompass.Forecasting;

/// <summary>
/// The spend per day over the trailing days: the spend of clean and recovered windows, divided by the time that they and the unchanged spans
/// cover. Masked time is excluded from both, so that a top-up doesn't make the burn rate look low.
/// </summary>
/// <param name="From">The start of the trailing days.</param>
/// <param name="To">The end of the trailing days.</param>
/// <param name="Amount">The spend that is included.</param>
/// <param name="Covered">The time that is included.</param>
public sealed record BurnRate(DateTimeOffset From, DateTimeOffset To, decimal Amount, TimeSpan Covered)
{
    /// <summary>
    /// Whether less than a day is observed in the whole history, or less than a day of several trailing days. The rate is then adjusted toward the
    /// usual daily spend of an account.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>The spend per day, or null if no time is covered.</summary>
    public decimal? PerDay => Covered <= TimeSpan.Zero ? null
        : IsEarly ? FirstDay.PerDay(Amount, Covered)
        : Amount * TimeSpan.TicksPerDay / Covered.Ticks;

    /// <summary>The covered share of the trailing days, from 0 to 1.</summary>
    public decimal Coverage => To > From ? (decimal)Covered.Ticks / (To - From).Ticks : 0m;

    /// <summary>Whether less than a day of several trailing days is covered.</summary>
    public bool IsOfLessThanADay => To - From > TimeSpan.FromDays(1) && FirstDay.IsEarly(Covered);

    /// <summary>Measures the burn rate of a span.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the trailing days.</param>
    /// <param name="to">The end of the trailing days.</param>
    public static BurnRate Measure(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        decimal amount = 0m;
        TimeSpan covered = TimeSpan.Zero;
        foreach (SpendWindow part in SpendSummation.Parts(steps, from, to))
        {
            if (part.CountsForBurn)
            {
                amount += part.Amount ?? 0m;
                covered += part.Duration;
            }
        }

        return new BurnRate(from, to, amount, covered);
    }
}
