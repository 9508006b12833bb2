namespace CostCompass.Subscriptions;

/// <summary>
/// The cost of subscriptions in a span, in the calendar of a time zone: counted on the day of the charge, or spread over the days that
/// a charge pays for. A charge is made at the start of its day. A span includes its start and excludes its end, so that adjacent spans
/// add up exactly to the whole, with both ways of counting.
/// </summary>
/// <param name="calendar">The calendar of the time zone in which days begin.</param>
public sealed class SubscriptionCosts(ZoneCalendar calendar)
{
    /// <summary>The first charge at or after a time, or null if there is none.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="at">The time. A charge on the same day was made at the start of that day, and so before.</param>
    public SubscriptionCharge? Next(Subscription subscription, DateTimeOffset at) => ChargesFrom(subscription, at).Cast<SubscriptionCharge?>().FirstOrDefault();

    /// <summary>The charges in a span, in order.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public IEnumerable<SubscriptionCharge> ChargesIn(Subscription subscription, DateTimeOffset from, DateTimeOffset to) =>
        from < to ? ChargesFrom(subscription, from).TakeWhile(charge => StartOf(charge.Date) < to) : [];

    /// <summary>The charges in a span, each with its day.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public IEnumerable<DatedAmount> Charged(Subscription subscription, DateTimeOffset from, DateTimeOffset to) =>
        ChargesIn(subscription, from, to).Select(charge => new DatedAmount(charge.Date, subscription.Currency, charge.Amount));

    /// <summary>
    /// The share of a span if each charge is spread evenly over the days that it pays for, by day. Every day has the same share, which is
    /// spread evenly over its hours. The last charge is spread over its whole period, even beyond the end of the subscription, because it
    /// was paid.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public IEnumerable<DatedAmount> Amortized(Subscription subscription, DateTimeOffset from, DateTimeOffset to)
    {
        if (from >= to)
        {
            yield break;
        }

        Place begin = PlaceOf(from);
        Place end = PlaceOf(to);
        int number = Math.Max(0, subscription.Schedule.FirstOnOrAfter(begin.Day) - 1);
        while (subscription.ChargeOf(number++) is { } charge && charge.Date <= end.Day)
        {
            DateOnly last = charge.Until <= end.Day ? charge.Until.AddDays(-1) : end.Day;
            for (DateOnly day = charge.Date > begin.Day ? charge.Date : begin.Day; day <= last; day = day.AddDays(1))
            {
                decimal share = Until(charge, day, day == end.Day ? end.Share : 1m) - Until(charge, day, day == begin.Day ? begin.Share : 0m);
                if (share != 0m)
                {
                    yield return new DatedAmount(day, subscription.Currency, share);
                }
            }
        }
    }

    /// <summary>The cost in a span by day, counted in the requested way, to be summed, or converted by day and summed.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <param name="isAmortized">Whether charges are spread over the days that they pay for.</param>
    public IEnumerable<DatedAmount> In(Subscription subscription, DateTimeOffset from, DateTimeOffset to, bool isAmortized) =>
        isAmortized ? Amortized(subscription, from, to) : Charged(subscription, from, to);

    /// <summary>The output for a subscription as of a time.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="at">The time.</param>
    public CostSubscription Show(Subscription subscription, DateTimeOffset at)
    {
        ChargeSchedule schedule = subscription.Schedule;
        SubscriptionCharge? next = Next(subscription, at);
        return new CostSubscription
        {
            Name = subscription.Name,
            Amount = subscription.AmountOn(next?.Date ?? schedule.End ?? schedule.Start),
            Currency = subscription.Currency,
            Period = schedule.EveryMonths % 12 == 0 ? SubscriptionPeriod.Yearly : SubscriptionPeriod.Monthly,
            EveryMonths = schedule.EveryMonths,
            Start = schedule.Start,
            End = schedule.End,
            NextCharge = next?.Date,
            Amounts = string.Join("; ", subscription.Amounts),
        };
    }

    // The running total of a charge at a time of day. Every part is the difference of two of these, so that the parts add up.
    private static decimal Until(in SubscriptionCharge charge, DateOnly day, decimal share)
    {
        decimal days = day.DayNumber - charge.Date.DayNumber + share;
        return days == charge.Days ? charge.Amount : Amount.Round(charge.Amount * days / charge.Days);
    }

    private IEnumerable<SubscriptionCharge> ChargesFrom(Subscription subscription, DateTimeOffset from)
    {
        DateOnly day = DateOnly.FromDateTime(calendar.ToZone(from).Date);
        int number = Math.Max(0, subscription.Schedule.FirstOnOrAfter(day) - 1);
        while (subscription.ChargeOf(number++) is { } charge)
        {
            if (StartOf(charge.Date) >= from)
            {
                yield return charge;
            }
        }
    }

    private DateTimeOffset StartOf(DateOnly date) => calendar.FirstInstantOf(date.ToDateTime(TimeOnly.MinValue));

    // The day of a time, and how much of that day is over.
    private Place PlaceOf(DateTimeOffset instant)
    {
        DateTimeOffset start = calendar.StartOf(instant, CalendarUnit.Day);
        DateOnly day = DateOnly.FromDateTime(start.Date);
        if (instant > start)
        {
            return new Place(day, (decimal)(instant - start).Ticks / (calendar.Next(start, CalendarUnit.Day) - start).Ticks);
        }

        // A date that a time zone skipped begins with the next date, and so do its charges and shares.
        while (StartOf(day.AddDays(-1)) == start)
        {
            day = day.AddDays(-1);
        }

        return new Place(day, 0m);
    }

    private readonly record struct Place(DateOnly Day, decimal Share);
}
