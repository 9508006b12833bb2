using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The text of figures on a dashboard. It is the same in every culture.</summary>
internal static class DashboardWords
{
    /// <summary>What follows a figure of an account with less than a day of data.</summary>
    public const string Early = ", early";

    /// <summary>An amount with its asterisk, padded so that digits are aligned.</summary>
    /// <param name="amount">The amount, or null if it is unknown.</param>
    /// <param name="isApproximate">Whether it is derived from a balance.</param>
    public static string Money(decimal? amount, bool isApproximate) =>
        amount is { } known ? ChartFrame.Money(known) + (isApproximate ? '*' : ' ') : "";

    /// <summary>A total with its asterisk, or the text for an unknown total.</summary>
    /// <param name="amount">The amount, or null if it is unknown.</param>
    /// <param name="isApproximate">Whether it is derived from a balance.</param>
    public static string Total(decimal? amount, bool isApproximate) => amount is null ? "- " : Money(amount, isApproximate);

    /// <summary>The part of the month to date that a summary covers.</summary>
    /// <param name="summary">The summary.</param>
    public static string Known(CostSummary summary) => (summary.MonthToDate, summary.ObservedTo) switch
    {
        (null, _) => "nothing observed",
        (_, { } to) => $"read to {to.ToString(to.Year == summary.AsOf.Year ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        _ => "",
    };

    /// <summary>A share in percent.</summary>
    /// <param name="share">From 0 to 1, or null if there is none.</param>
    public static string Percent(decimal? share) => share is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((100m * known) + 0.5m):#,0} %")
        : "";

    /// <summary>A day.</summary>
    /// <param name="at">A time, or null for none.</param>
    public static string Date(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A minute.</summary>
    /// <param name="at">A time.</param>
    public static string Minute(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A number of days.</summary>
    /// <param name="days">The number.</param>
    public static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:#,0} days");

    /// <summary>The time until something, to the minute.</summary>
    /// <param name="span">The time until then.</param>
    public static string Span(TimeSpan span) => span < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min")
        : span < TimeSpan.FromDays(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h");

    /// <summary>How long a balance lasts.</summary>
    /// <param name="runway">The account.</param>
    public static string Lasts(AccountRunway runway) => runway switch
    {
        { IsEmpty: true } => "empty",
        { IsStale: true, Days: 0 } => "may be empty",
        { Days: { } days } => Days(days) + (runway.IsEarly ? Early : ""),
        { IsForecast: false, IsStale: true } => $"since {runway.LastSeen.ToString(runway.IsOfThisYear ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        { IsForecast: false } => "not known yet",
        { Account.Forecast.DailyBurn: > 0m } => "over 10 years",
        _ => "not spending",
    };

    /// <summary>The interval of the run-out date.</summary>
    /// <param name="runway">The account.</param>
    public static string Bounds(AccountRunway runway) => runway is { Early: null, Late: null } ? "" : $"{Date(runway.Early)} to {(runway.Late is null ? "later" : Date(runway.Late))}";

    /// <summary>The state of a budget.</summary>
    /// <param name="budget">The budget.</param>
    public static string State(CostBudgetStatus budget) => budget.State switch
    {
        BudgetState.Ok => budget.Forecast is null || budget.IsEarly ? "ok so far" : "ok",
        BudgetState.Unknown => "unknown",
        BudgetState.Stale => budget.StaleSince is { } since ? since.ToString("'not read since' MM-dd", CultureInfo.InvariantCulture) : "not read",
        BudgetState.Forecast => $"over on {Day(budget.ExceededOn)}",
        _ => $"exceeded on {Day(budget.ExceededOn)}",
    };

    /// <summary>The name of a band.</summary>
    /// <param name="band">The band.</param>
    public static string Band(PriceBand band) => band switch
    {
        PriceBand.OffPeak => "off-peak",
        PriceBand.Peak => "peak",
        PriceBand.Discount => "discount",
        PriceBand.Promo => "promo",
        PriceBand.Flat => "flat",
        _ => "standard",
    };

    /// <summary>A day of a month.</summary>
    /// <param name="day">The day, or null for none.</param>
    public static string Day(DateOnly? day) => day?.ToString("MM-dd", CultureInfo.InvariantCulture) ?? "";
}
