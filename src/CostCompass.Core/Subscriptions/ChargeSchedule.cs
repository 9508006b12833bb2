namespace CostCompass.Subscriptions;

/// <summary>
/// The days on which something is charged: the first day, and the same day of every so many months after it. A month without such
/// a day is charged on its last day. Each date is reckoned from the first one, so that a charge on the 31st returns to the 31st
/// after a shorter month, and one on 29 February to the 29th in the next leap year.
/// </summary>
public readonly record struct ChargeSchedule
{
    /// <summary>The longest distance between two charges, in months.</summary>
    public const int MaximumMonths = 120;

    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">The first charge.</param>
    /// <param name="everyMonths">The months from one charge to the next.</param>
    /// <param name="end">The last day on which there can be a charge, that day included, or null if it goes on.</param>
    /// <exception cref="CostException"><c>InvalidPeriod</c>, <c>DateOutOfRange</c> or <c>EndBeforeStart</c>.</exception>
    public ChargeSchedule(DateOnly start, int everyMonths, DateOnly? end)
    {
        if (everyMonths is < 1 or > MaximumMonths)
        {
            throw new CostException(
                "InvalidPeriod",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"-EveryMonths must be between 1 and {MaximumMonths}, but is {everyMonths}."),
                "Specify the number of months between charges.");
        }

        if (start.Year is < FirstYear or > LastYear || end is { Year: < FirstYear or > LastYear })
        {
            throw new CostException(
                "DateOutOfRange",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"The start and end of a subscription must be between the years {FirstYear} and {LastYear}."),
                "Check the dates.");
        }

        if (end < start)
        {
            throw new CostException(
                "EndBeforeStart",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"The end of a subscription ({end:yyyy-MM-dd}) must not be earlier than its start ({start:yyyy-MM-dd})."),
                "Specify an end on or after the start.");
        }

        Start = start;
        EveryMonths = everyMonths;
        End = end;
    }

    /// <summary>The first charge.</summary>
    public DateOnly Start { get; }

    /// <summary>The months from one charge to the next.</summary>
    public int EveryMonths { get; }

    /// <summary>The last day on which there can be a charge, that day included, or null if it goes on.</summary>
    public DateOnly? End { get; }

    /// <summary>The charge of that number, were there no end.</summary>
    /// <param name="number">The number; the first charge is 0.</param>
    public DateOnly DateOf(int number) => Start.AddMonths(number * EveryMonths);

    /// <summary>The number of the first charge on or after a day, were there no end.</summary>
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

    /// <summary>Whether there is a charge of that number: whether it falls on the end or before it.</summary>
    /// <param name="number">The number.</param>
    public bool Has(int number) => number >= 0 && !(DateOf(number) > End);
}
