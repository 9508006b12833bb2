namespace CostCompass.Subscriptions;

/// <summary>All errors of subscriptions, so that each is worded once.</summary>
internal static class SubscriptionErrors
{
    public static CostException DateOutOfRange(int firstYear, int lastYear) => new(
        "DateOutOfRange",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The start and end of a subscription must be between the years {firstYear} and {lastYear}."),
        "Check the dates.");

    public static CostException EndBeforeStart(DateOnly? end, DateOnly start) => new(
        "EndBeforeStart",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The end of a subscription ({end:yyyy-MM-dd}) must not be earlier than its start ({start:yyyy-MM-dd})."),
        "Specify an end on or after the start.");

    public static CostException InvalidPeriod(int everyMonths) => new(
        "InvalidPeriod",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"-EveryMonths must be between 1 and {ChargeSchedule.MaximumMonths}, but is {everyMonths}."),
        "Specify the number of months between charges.");

    public static CostException InvalidSubscriptionAmount() => new(
        "InvalidSubscriptionAmount",
        CostErrorKind.InvalidInput,
        "-Amount must be 0, or between 1e-9 and 1e9.",
        "Specify the amount of one charge without a sign.");

    public static CostException NothingToChange() => new(
        "NothingToChange",
        CostErrorKind.InvalidInput,
        "No change is specified.",
        "Specify -Amount (optionally with -Effective) or -End.");

    public static CostException PeriodContradiction(int months) => new(
        "PeriodContradiction",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"With -Period Yearly, -EveryMonths must be a multiple of 12, but is {months}."),
        "Omit -Period to specify any number of months.");

    public static CostException SubscriptionExists(string subscription) => new(
        "SubscriptionExists",
        CostErrorKind.AlreadyExists,
        $"The subscription '{subscription}' already exists.",
        "Specify another -Name, or change the subscription with Set-CostSubscription.");

    public static CostException SubscriptionNotFound(string name) => new(
        "SubscriptionNotFound",
        CostErrorKind.NotFound,
        $"The subscription '{name}' doesn't exist.",
        "To list the subscriptions, run Get-CostSubscription. To add one, run Add-CostSubscription.");
}
