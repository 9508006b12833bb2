namespace CostCompass.BilledCosts;

/// <summary>
/// Creates the charges of a span of days. A day belongs to the span if it starts in it, so that adjacent spans contain every day
/// once.
/// </summary>
/// <param name="from">The start of the span.</param>
/// <param name="to">The end of the span, exclusive.</param>
public sealed class FocusCharges(DateTimeOffset from, DateTimeOffset to)
{
    private const string LanguageModels = "AI and Machine Learning";
    private const string Machines = "Compute";
    private const string Anything = "Other";

    // These providers rent machines by the hour, whatever runs on them.
    private static readonly HashSet<string> _machineProviders = new(StringComparer.OrdinalIgnoreCase) { "RunPod", "Vast" };

    private readonly ZoneCalendar _calendar = new(TimeZoneInfo.Utc);

    /// <summary>The spend of one account by day. A day with a known spend of nothing has a row with 0. A day without data has no row.</summary>
    /// <param name="series">The account and its currency.</param>
    /// <param name="steps">Its steps, in order.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    /// <param name="costs">The provider's billed costs by service, for a series of reported costs.</param>
    public IEnumerable<FocusCharge> OfUsage(
        BalanceSeriesKey series, IEnumerable<SpendStep> steps, DateTimeOffset asOf, IEnumerable<ReportedCost>? costs = null)
    {
        ILookup<DateOnly, ServiceCost> services = ByDay(costs ?? []).ToLookup(cost => cost.Day);
        foreach (SpendTotal total in SpendSummation.ByUnit(steps, DateTimeOffset.MinValue, asOf, _calendar, CalendarUnit.Day))
        {
            if (total.From < from || total.From >= to || total.Amount is not { } amount)
            {
                continue;
            }

            FocusCharge whole = Usage(series, total, amount);
            List<FocusCharge> parts = services[whole.Day]
                .GroupBy(cost => (cost.Service, cost.Model))
                .Select(group => Of(whole, group.Key.Service, group.Key.Model, group.Select(cost => cost.Part)))
                .OrderBy(part => part.Service, StringComparer.Ordinal)
                .ThenBy(part => part.Model, StringComparer.Ordinal)
                .ToList();

            // For a day that was cut at a past time, the services are known only for the whole day.
            if (parts.Count == 0 || parts.Sum(part => part.Amount) != amount)
            {
                yield return whole;
                continue;
            }

            foreach (FocusCharge part in parts)
            {
                yield return part;
            }
        }
    }

    /// <summary>The charges of a subscription, each on its day. Future charges aren't included.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="asOf">Charges of days that start after this time are ignored.</param>
    public IEnumerable<FocusCharge> OfSubscription(Subscription subscription, DateTimeOffset asOf)
    {
        DateTimeOffset end = Instant.Earlier(to, asOf + Instant.Resolution);
        foreach (SubscriptionCharge charge in new SubscriptionCosts(_calendar).ChargesIn(subscription, from, end))
        {
            yield return new FocusCharge
            {
                Account = subscription.Name,
                Provider = subscription.Name,
                Service = subscription.Name,
                ServiceCategory = Anything,
                Day = charge.Date,
                Currency = subscription.Currency,
                Amount = charge.Amount,
                Low = charge.Amount,
                High = charge.Amount,
                Quality = SpendQuality.Reported,
                Months = subscription.Schedule.EveryMonths,
            };
        }
    }

    private static FocusCharge Usage(BalanceSeriesKey series, SpendTotal total, decimal amount) => new()
    {
        Account = series.Account.Text,
        Provider = series.Provider,
        Service = series.Provider + " API",
        ServiceCategory = _machineProviders.Contains(series.Provider) ? Machines : LanguageModels,
        Day = DateOnly.FromDateTime(total.From.UtcDateTime),
        Currency = series.Currency,
        Amount = amount,
        Low = total.Low ?? amount,
        High = total.High,
        Quality = total.Quality,
    };

    private static FocusCharge Of(FocusCharge whole, string service, string? model, IEnumerable<SpendWindow> costs)
    {
        var sum = new SpendTotal(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (SpendWindow cost in costs)
        {
            sum.Add(cost);
        }

        return whole with
        {
            Service = service.Length == 0 ? whole.Service : service,
            Model = model,
            Amount = sum.Amount ?? 0m,
            Low = sum.Low ?? 0m,
            High = sum.High,
            Quality = sum.Quality,
        };
    }

    // A cost that is longer than a day is spread evenly, like in sums by day.
    private static IEnumerable<ServiceCost> ByDay(IEnumerable<ReportedCost> costs)
    {
        foreach (ReportedCost cost in costs)
        {
            SpendWindow whole = ReportedSpend.WindowOf(cost);
            for (var day = new DateTimeOffset(cost.From.UtcDateTime.Date, TimeSpan.Zero); day < cost.To; day = day.AddDays(1))
            {
                if (WindowCut.Part(whole, day, day.AddDays(1)) is { } part)
                {
                    yield return new ServiceCost(DateOnly.FromDateTime(day.UtcDateTime), cost.Service, cost.Model, part);
                }
            }
        }
    }

    private readonly record struct ServiceCost(DateOnly Day, string Service, string? Model, SpendWindow Part);
}
