namespace CostCompass.Forecasting;

/// <summary>All errors of months and spans, so that each is worded once.</summary>
internal static class MonthErrors
{
    public static CostException MonthIsOver(DateOnly month) => new(
        "MonthIsOver",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The month {month:yyyy-MM} is over and can't be forecast."),
        "To get its spend, run Get-CostSpend. To get an earlier forecast, specify -AsOf.");

    public static CostException MonthNotBegun(DateOnly month) => new(
        "MonthNotBegun",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM} hasn't started yet."),
        "Use Get-CostForecast -WholeStack -Month.");

    public static CostException MonthNotObserved(DateTimeOffset present) => new(
        "MonthNotObserved",
        CostErrorKind.NotFound,
        string.Create(CultureInfo.InvariantCulture, $"The costs in {present:yyyy-MM} are unknown: the history starts after that month."),
        "To see when the known spend starts, run Get-CostSpend.");

    public static CostException MonthOutOfRange() => new(
        "MonthOutOfRange",
        CostErrorKind.InvalidInput,
        "The month is outside the supported range.",
        "Specify a month before the year 9999.");

    public static CostException NothingToReport() => new(
        "NothingToReport",
        CostErrorKind.NotFound,
        "There is no data to report: the store contains no history and no subscriptions.",
        "Run Update-CostSnapshot or Add-CostSubscription.");

    public static CostException NothingToSummarize() => new(
        "NothingToSummarize",
        CostErrorKind.NotFound,
        "There is no data to summarize: the store contains no history and no subscriptions.",
        "Run Update-CostSnapshot or Add-CostSubscription.");

    public static CostException SpanEmptyOfReport(DateTime from, DateTime to) => new(
        "SpanEmpty",
        CostErrorKind.InvalidInput,
        $"The span from {from:u} to {to:u} is empty.",
        "Specify an -After that is earlier than -Before and the end of the reported month.");

    public static CostException SpanAmbiguous() => new(
        "SpanAmbiguous",
        CostErrorKind.InvalidInput,
        "The command specifies more than one span.",
        "Specify only one of -Days, -Today, -Yesterday, -ThisWeek, -LastMonth and -MonthToDate, or -After and -Before.");

    public static CostException SpanEmptySwapped(DateTimeOffset after, DateTimeOffset before) => new(
        "SpanEmpty",
        CostErrorKind.InvalidInput,
        $"-After ({after:u}) must be earlier than -Before ({before:u}).",
        "Swap the two values.");

    public static CostException SpanEmpty(DateTimeOffset from, DateTimeOffset to) => new(
        "SpanEmpty",
        CostErrorKind.InvalidInput,
        $"The span from {from:u} to {to:u} is empty.",
        "-After must be earlier than -Before and earlier than the current time.");

    public static CostException SpanOutsideMonth(DateTime end, DateTimeOffset monthEnd) => new(
        "SpanOutsideMonth",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"-Before ({end:u}) must not be earlier than the reported month, {monthEnd:yyyy-MM}."),
        "Specify a later -Before, or use -Month to report an earlier month.");
}
