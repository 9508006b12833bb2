namespace CostCompass.Forecasting;

/// <summary>
/// Spend per day over the trailing days: the spend of clean and recovered windows over the time that they and the
/// unchanged spans cover. Masked time is left out of both, so a top-up does not make the burn look low.
/// </summary>
/// <param name="From">The start of the trailing days.</param>
/// <param name="To">Their end.</param>
/// <param name="Amount">The spend that counts.</param>
/// <param name="Covered">The time that counts.</param>
public sealed record BurnRate(DateTimeOffset From, DateTimeOffset To, decimal Amount, TimeSpan Covered)
{
    /// <summary>
    /// Whether less than a day is observed in the whole history, or less than a day of several trailing days: the rate is drawn towards
    /// what a day of an account usually holds.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Spend per day; null when nothing is covered.</summary>
    public decimal? PerDay => Covered <= TimeSpan.Zero ? null
        : IsEarly ? FirstDay.PerDay(Amount, Covered)
        : Amount * TimeSpan.TicksPerDay / Covered.Ticks;

    /// <summary>The covered share of the trailing days, from 0 to 1.</summary>
    public decimal Coverage => To > From ? (decimal)Covered.Ticks / (To - From).Ticks : 0m;

    /// <summary>Whether less than a day of several trailing days is covered.</summary>
    public bool IsOfLessThanADay => To - From > TimeSpan.FromDays(1) && FirstDay.IsEarly(Covered);

    /// <summary>Measures the burn of a span.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the trailing days.</param>
    /// <param name="to">Their end.</param>
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
