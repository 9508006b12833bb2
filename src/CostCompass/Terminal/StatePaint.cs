using CostCompass.Views.Charts;
using CostCompass.Views.Dashboards;

namespace CostCompass.Terminal;

/// <summary>
/// What the table views of the module show in colour. PowerShell takes the colours away where $PSStyle.OutputRendering says so; where the
/// output is redirected or NO_COLOR is set there are none.
/// </summary>
public static class StatePaint
{
    /// <summary>The state of a budget: red when it is exceeded, yellow when it is going to be.</summary>
    /// <param name="state">The state.</param>
    public static string Budget(BudgetState state) => Paint(state.ToString(), Urgency.Of(state));

    /// <summary>The status of an account: red when it cannot be used, yellow when it is limited, dim when it was never asked.</summary>
    /// <param name="status">The status.</param>
    public static string Account(AccountStatus status) => Paint(status.ToString(), status switch
    {
        AccountStatus.Ok => ChartTone.TopUp,
        AccountStatus.Limited => ChartTone.Caution,
        AccountStatus.Unknown => ChartTone.Dim,
        _ => ChartTone.Warning,
    });

    /// <summary>The day on which a balance runs out: red when less than seven days are left, yellow when it is less than fourteen.</summary>
    /// <param name="forecast">The forecast. An early figure is no alarm; that of the whole stack is of an account whose figure is not.</param>
    public static string RunsOut(CostForecast forecast) => forecast.RunsOutAt is { } at
        ? Paint(
            at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            forecast is { IsEarly: true, Account: not CostForecast.WholeStack } ? ChartTone.Plain : Urgency.Of(at, forecast.AsOf))
        : "";

    /// <summary>The name of the account of a forecast, since when nothing was read of it, and whether its figures are early.</summary>
    /// <param name="forecast">The forecast.</param>
    public static string Name(CostForecast forecast) => Name(forecast.Account, forecast.StaleSince) + (forecast.IsEarly ? " (early)" : "");

    /// <summary>The name of an account, and since when nothing was read of it when that is too long ago: yellow then.</summary>
    /// <param name="name">The name.</param>
    /// <param name="staleSince">The last reading when it is too old to rely on; null while it is fresh.</param>
    public static string Name(string name, DateTimeOffset? staleSince) => staleSince is { } since
        ? $"{name} {Paint(since.ToString("'(not read since 'MM-dd')'", CultureInfo.InvariantCulture), ChartTone.Caution)}"
        : name;

    /// <summary>Which part of the month a summary knows, and which accounts it leaves out: yellow when that needs attention.</summary>
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
