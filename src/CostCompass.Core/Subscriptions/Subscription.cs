namespace CostCompass.Subscriptions;

/// <summary>
/// A fixed amount that is charged after a number of months. An amount changes from a day on, and the charges before that day don't
/// change.
/// </summary>
/// <param name="Name">The name that the user specified. It is unique and not case-sensitive.</param>
/// <param name="Currency">The ISO 4217 code in uppercase.</param>
/// <param name="Schedule">The days of the charges.</param>
/// <param name="Amounts">The amount of each charge, by day. Never empty. The first amount applies from the first charge on.</param>
public sealed record Subscription(string Name, string Currency, ChargeSchedule Schedule, IReadOnlyList<SubscriptionAmount> Amounts)
{
    /// <summary>Creates a subscription with one amount.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="amount">The amount of each charge, 0 or more.</param>
    /// <param name="currency">The ISO 4217 code, not case-sensitive.</param>
    /// <param name="schedule">The days of the charges.</param>
    /// <exception cref="CostException"><c>InvalidName</c>, <c>InvalidCurrency</c> or <c>InvalidSubscriptionAmount</c>.</exception>
    public static Subscription Of(string? name, decimal amount, string? currency, ChargeSchedule schedule) => new(
        DisplayName.Require(name),
        CurrencyCode.Require(currency),
        schedule,
        [new SubscriptionAmount(schedule.Start, RequireAmount(amount))]);

    /// <summary>The subscription with known charges, or null if they don't follow a schedule by months.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="everyMonths">The number of months that a charge pays for.</param>
    /// <param name="charges">Every charge up to a day, in any order. Not empty.</param>
    /// <param name="until">That day. If a charge is missing by then, the subscription has ended.</param>
    /// <exception cref="CostException"><c>InvalidName</c>, <c>InvalidCurrency</c> or <c>InvalidSubscriptionAmount</c>.</exception>
    public static Subscription? Charged(string name, int everyMonths, IEnumerable<DatedAmount> charges, DateOnly until)
    {
        List<DatedAmount> ordered = [.. charges.OrderBy(charge => charge.Day)];
        var schedule = new ChargeSchedule(ordered[0].Day, everyMonths, null);
        if (ordered.Where((charge, number) => charge.Day != schedule.DateOf(number) || charge.Currency != ordered[0].Currency).Any())
        {
            return null;
        }

        Subscription subscription = Of(name, ordered[0].Amount, ordered[0].Currency, schedule);
        subscription = ordered.Skip(1).Aggregate(subscription, (known, charge) => known.WithAmount(charge.Amount, charge.Day));
        return schedule.DateOf(ordered.Count) <= until ? subscription.WithEnd(ordered[^1].Day) : subscription;
    }

    /// <summary>The amount of a charge on a day.</summary>
    /// <param name="day">The day.</param>
    public decimal AmountOn(DateOnly day)
    {
        decimal found = Amounts[0].Amount;
        foreach (SubscriptionAmount dated in Amounts)
        {
            if (dated.From > day)
            {
                break;
            }

            found = dated.Amount;
        }

        return found;
    }

    /// <summary>The subscription with another amount from a day on. Amounts for later days are dropped.</summary>
    /// <param name="amount">The amount of each charge from that day on.</param>
    /// <param name="from">The first day of that amount. If it is on or before the first charge, it is the amount of every charge.</param>
    /// <exception cref="CostException"><c>InvalidSubscriptionAmount</c>.</exception>
    public Subscription WithAmount(decimal amount, DateOnly from)
    {
        decimal valid = RequireAmount(amount);
        if (from <= Schedule.Start)
        {
            return this with { Amounts = [new SubscriptionAmount(Schedule.Start, valid)] };
        }

        List<SubscriptionAmount> kept = Amounts.Where(dated => dated.From < from).ToList();
        return kept[^1].Amount == valid
            ? this with { Amounts = kept }
            : this with { Amounts = [.. kept, new SubscriptionAmount(from, valid)] };
    }

    /// <summary>The subscription with another end.</summary>
    /// <param name="end">The last possible day of a charge, inclusive, or null if there is no end.</param>
    /// <exception cref="CostException"><c>DateOutOfRange</c> or <c>EndBeforeStart</c>.</exception>
    public Subscription WithEnd(DateOnly? end) => this with { Schedule = new ChargeSchedule(Schedule.Start, Schedule.EveryMonths, end) };

    /// <summary>The charge with a number, or null if there is none.</summary>
    /// <param name="number">The number. The first charge is 0.</param>
    public SubscriptionCharge? ChargeOf(int number)
    {
        if (!Schedule.Has(number))
        {
            return null;
        }

        DateOnly date = Schedule.DateOf(number);
        return new SubscriptionCharge(date, Schedule.DateOf(number + 1), AmountOn(date));
    }

    // An amount of 0 is free, but one that is only rounded to 0 is a wrong unit.
    private static decimal RequireAmount(decimal amount) =>
        amount is >= 0m and <= Amount.Maximum && Amount.Round(amount) is var kept && (kept > 0m || amount == 0m)
        ? kept
        : throw SubscriptionErrors.InvalidSubscriptionAmount();
}
