namespace CostCompass.BilledCosts;

/// <summary>Converts billed costs to steps of spend: one window per UTC day, with the quality Reported unless they were derived elsewhere.</summary>
public static class ReportedSpend
{
    /// <summary>The steps of the covered days, in order. A covered day without a cost is a day without spend.</summary>
    /// <param name="covered">The spans that were requested from the provider, in order, without overlap.</param>
    /// <param name="costs">The billed costs in these spans, in any order. A cost that is longer than a day is spread evenly.</param>
    /// <param name="completeUntil">The end of the complete costs. The day that contains this time wasn't over yet.</param>
    /// <param name="from">Only days that end after this time are included.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    public static IEnumerable<SpendStep> Derive(
        IReadOnlyList<Interval> covered,
        IEnumerable<ReportedCost> costs,
        DateTimeOffset completeUntil,
        DateTimeOffset from,
        DateTimeOffset asOf)
    {
        Dictionary<DateTimeOffset, SpendTotal> days = ByDay(costs, from);
        foreach (Interval span in covered)
        {
            DateTimeOffset end = Instant.Earlier(span.To, asOf);
            for (DateTimeOffset day = DayOf(Instant.Later(span.From, from)); day < end; day = day.AddDays(1))
            {
                if (day.AddDays(1) > span.From && Window(span, day, days.GetValueOrDefault(day), completeUntil, asOf) is { } window)
                {
                    yield return new SpendStep(window, new BalanceSnapshot(window.To, window.To, BalanceLevels.OfUsage(0m)));
                }
            }
        }
    }

    private static SpendWindow? Window(in Interval span, DateTimeOffset day, SpendTotal? spent, DateTimeOffset completeUntil, DateTimeOffset asOf)
    {
        DateTimeOffset start = Instant.Later(day, span.From);
        DateTimeOffset end = Instant.Earlier(day.AddDays(1), span.To);
        if (end <= completeUntil)
        {
            return WindowCut.Part(Reported(start, end, spent), start, asOf);
        }

        // All costs billed for the day so far were incurred before the provider was queried.
        DateTimeOffset seen = Instant.Earlier(completeUntil, asOf);
        return seen > start ? Reported(start, seen, spent) with { IsComplete = false } : null;
    }

    private static SpendWindow Reported(DateTimeOffset from, DateTimeOffset to, SpendTotal? spent) => spent is null
        ? new SpendWindow(from, to, 0m, 0m, 0m, SpendQuality.Reported, null, null)
        : new SpendWindow(from, to, spent.Amount, spent.Low, spent.High, spent.Quality, null, null);

    private static Dictionary<DateTimeOffset, SpendTotal> ByDay(IEnumerable<ReportedCost> costs, DateTimeOffset from)
    {
        var days = new Dictionary<DateTimeOffset, SpendTotal>();
        foreach (ReportedCost cost in costs)
        {
            SpendWindow whole = WindowOf(cost);
            for (DateTimeOffset day = DayOf(Instant.Later(cost.From, from)); day < cost.To; day = day.AddDays(1))
            {
                if (WindowCut.Part(whole, day, day.AddDays(1)) is not { } part)
                {
                    continue;
                }

                if (!days.TryGetValue(day, out SpendTotal? total))
                {
                    days[day] = total = new SpendTotal(day, day.AddDays(1));
                }

                total.Add(part);
            }
        }

        return days;
    }

    /// <summary>A cost as a window that can be cut: it is spread evenly over its span.</summary>
    /// <param name="cost">The cost.</param>
    internal static SpendWindow WindowOf(ReportedCost cost) => new(cost.From, cost.To, cost.Amount, cost.Low, cost.High, cost.Quality, null, null);

    private static DateTimeOffset DayOf(DateTimeOffset instant) => new(instant.UtcDateTime.Date, TimeSpan.Zero);
}
