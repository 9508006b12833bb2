namespace CostCompass.Subscriptions;

/// <summary>
/// The days of charges: the first day, and the same day of the month after a number of months. A month without such a day is charged
/// on its last day. Each date is calculated from the first one, so that a charge on the 31st returns to the 31st after a shorter month,
/// and one on 29 February to the 29th in the next leap year.
/// </summary>
public readonly record struct ChargeSchedule
{
    /// <summary>The maximum number of months between two charges.</summary>
    public const int MaximumMonths = 120;

    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">The first charge.</param>
    /// <param name="everyMonths">The months from one charge to the next.</param>
    /// <param name="end">The last possible day of a charge, inclusive, or null if there is no end.</param>
    /// <exception cref="CostException"><c>InvalidPeriod</c>, <c>DateOutOfRange</c> or <c>EndBeforeStart</c>.</exception>
    public ChargeSchedule(DateOnly start, int everyMonths, DateOnly? end)
    {
        if (everyMonths is < 1 or > MaximumMonths)
        {
            throw SubscriptionErrors.InvalidPeriod(everyMonths);
        }

        if (start.Year is < FirstYear or > LastYear || end is { Year: < FirstYear or > LastYear })
        {
            throw SubscriptionErrors.DateOutOfRange(FirstYear, LastYear);
        }

        if (end < start)
        {
            throw SubscriptionErrors.EndBeforeStart(end, start);
        }

        Start = start;
        EveryMonths = everyMonths;
        End = end;
    }

    /// <summary>The first charge.</summary>
    public DateOnly Start { get; }

    /// <summary>The months from one charge to the next.</summary>
    public int EveryMonths { get; }

    /// <summary>The last possible day of a charge, inclusive, or null if there is no end.</summary>
    public DateOnly? End { get; }

    /// <summary>The charge with a number, regardless of the end.</summary>
    /// <param name="number">The number. The first charge is 0.</param>
    public DateOnly DateOf(int number) => Start.AddMonths(number * EveryMonths);

    /// <summary>The number of the first charge on or after a day, regardless of the end.</summary>
    /// <param name="day">The day.</param>
    public int FirstOnOrAfter(DateOnly day)
    {
        int months = ((day.Year - Start.Year) * 12) + day.Month - Start.Month;
        int number = Math.Max(0, months / EveryMonths);
        while (DateOf(number) < day)
        {
            number++;
        }

        return number;
    }

    /// <summary>Whether there is a charge with a number, on or before the end.</summary>
    /// <param name="number">The number.</param>
    public bool Has(int number) => number >= 0 && !(DateOf(number) > End);
}
