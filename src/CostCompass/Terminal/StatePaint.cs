using CostCompass.Views.Charts;
using CostCompass.Views.Dashboards;

namespace CostCompass.Terminal;

/// <summary>
/// The colors in the table views of the module. PowerShell removes them if $PSStyle.OutputRendering says so. If the output is redirected
/// or NO_COLOR is set, there are none.
/// </summary>
public static class StatePaint
{
    /// <summary>The state of a budget: red if it is exceeded, yellow if it is expected to be.</summary>
    /// <param name="state">The state.</param>
    public static string Budget(BudgetState state) => Paint(state.ToString(), Urgency.Of(state));

    /// <summary>The status of an account: red if it can't be used, yellow if it is limited, dim if it was never queried.</summary>
    /// <param name="status">The status.</param>
    public static string Account(AccountStatus status) => Paint(status.ToString(), status switch
    {
        AccountStatus.Ok => ChartTone.TopUp,
        AccountStatus.Limited => ChartTone.Caution,
        AccountStatus.Unknown => ChartTone.Dim,
        _ => ChartTone.Warning,
    });

    /// <summary>The run-out date of a balance: red if less than 7 days are left, yellow if less than 14.</summary>
    /// <param name="forecast">The forecast. An early figure isn't colored. The date of the whole stack is that of an account whose figure isn't early.</param>
    public static string RunsOut(CostForecast forecast) => forecast.RunsOutAt is { } at
        ? Paint(
            at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            forecast is { IsEarly: true, Account: not CostForecast.WholeStack } ? ChartTone.Plain : Urgency.Of(at, forecast.AsOf))
        : "";

    /// <summary>The account name of a forecast, with the last reading if it is stale, and whether its figures are early.</summary>
    /// <param name="forecast">The forecast.</param>
    public static string Name(CostForecast forecast) => Name(forecast.Account + (forecast.IsEarly ? " (early)" : ""), forecast.StaleSince);

    /// <summary>The name of an account, and below it the last reading in yellow if it is stale.</summary>
    /// <param name="name">The name.</param>
    /// <param name="staleSince">The last reading if it is stale, otherwise null.</param>
    public static string Name(string name, DateTimeOffset? staleSince) => staleSince is { } since
        ? $"{name}\n{Paint(since.ToString("'last read 'MM-dd", CultureInfo.InvariantCulture), ChartTone.Caution)}"
        : name;

    /// <summary>The part of the month that a summary covers, and the accounts that it doesn't include, in yellow if that needs attention.</summary>
    /// <param name="summary">The summary.</param>
    public static string Known(CostSummary summary)
    {
        DateTimeOffset to = summary.ObservedTo ?? summary.AsOf;
        DateTimeOffset? from = summary.StartedThisMonth is null ? null : summary.ObservedFrom;
        string span = from >= to ? "in part" : from is { } first ? $"from {Minute(first)} to {Minute(to)}" : $"to {Minute(to)}";
        string unread = summary.NotReadThisMonth is { } names ? $", not read this month: {names}" : "";
        string without = summary.WithoutForecast is { } others ? $", no forecast: {others}" : "";
        return Paint(
            $"{span}{unread}{without}{(summary.IsEarly ? ", early" : "")}",
            summary.StaleSince is not null || unread.Length + without.Length > 0 ? ChartTone.Caution : ChartTone.Plain);
    }

    private static string Minute(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Paint(string text, ChartTone tone) => TerminalPaint.ForView().Paint([new ChartText(text, tone)]);
}
