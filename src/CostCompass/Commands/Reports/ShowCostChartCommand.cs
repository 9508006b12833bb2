using System.Management.Automation;
using CostCompass.Terminal;
using CostCompass.Views.Charts;

namespace CostCompass.Commands;

/// <summary>
/// Draws the balance, the forecast and the daily spend of accounts as text. Each currency of an account has its own chart. It doesn't
/// query a provider.
/// </summary>
[Cmdlet(VerbsCommon.Show, "CostChart", HelpUri = HelpPage.Folder + "Show-CostChart.md")]
[OutputType(typeof(string))]
public sealed class ShowCostChartCommand : HistoryCmdlet
{
    private const int MaximumWidth = 500;

    private bool _hasWritten;

    /// <summary>The number of days to show, including today: 2 to 366. The default is 30.</summary>
    [Parameter]
    [ValidateRange(2, 366)]
    public int Days { get; set; } = 30;

    /// <summary>
    /// The width in characters: 40 to 500. The default is the width of the terminal, but at least 40. Without a terminal, for example
    /// when the output is redirected, the default is 80.
    /// </summary>
    [Parameter]
    [ValidateRange(AccountChart.MinimumWidth, MaximumWidth)]
    public int Width { get; set; }

    /// <summary>
    /// Uses only ASCII characters, for terminals and files without braille and block characters. The balance is drawn with *, its
    /// forecast with o and the bounds with a dot.
    /// </summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <summary>The time zone of days, as an IANA or Windows name. The default is the local time zone. Providers bill in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Draws the chart as of this time. The default is now.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The value can't be negative. The default is one
    /// day. An account that's read less often has more time: a reading is stale only if it's also older than four times the usual
    /// interval between readings.
    /// </summary>
    [Parameter]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    private protected override void Process()
    {
        LastReading.RequireMaximumAge(MaximumAge);
        var calendar = new ZoneCalendar(TimeZone);
        DateTimeOffset asOf = calendar.ToZone(AsOf ?? Now);
        int width = Width > 0 ? Width : Math.Min(TerminalWidth.Of(Host, AccountChart.MinimumWidth), MaximumWidth);
        TerminalPaint paint = TerminalPaint.For(Host, SessionState);
        WriteRead(Draw(FindSeries(), calendar, asOf, width, paint));
    }

    private IEnumerable<object> Draw(IReadOnlyList<StoredSeries> found, ZoneCalendar calendar, DateTimeOffset asOf, int width, TerminalPaint paint)
    {
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in found)
        {
            StopToken.ThrowIfCancellationRequested();
            if (Read(reader, series, calendar, asOf) is not { } data)
            {
                continue;
            }

            if (_hasWritten)
            {
                yield return "";
            }

            _hasWritten = true;
            foreach (IReadOnlyList<ChartText> line in AccountChart.Layout(data, width, Ascii))
            {
                yield return PaintedLine.Of(line, paint);
            }
        }
    }

    private AccountChartData? Read(HistoryReader reader, StoredSeries series, ZoneCalendar calendar, DateTimeOffset asOf)
    {
        DateTime first = asOf.Date.AddDays(1 - Days);
        DateTimeOffset from = calendar.FirstInstantOf(first);
        if (reader.ReadBasis(series, asOf, MaximumAge, last => new ForecastRequest(series.Key, asOf, last, calendar), from) is not var (request, basis))
        {
            return null;
        }

        IReadOnlyList<SpendStep> steps = basis.Recent;
        if (steps.Count == 0 || !HistoryReader.EverHeldMoney(series, basis.HeldMoney))
        {
            return null;
        }

        Dictionary<DateTime, decimal> spent = SpendSummation.ByUnit(steps, from, asOf, calendar, CalendarUnit.Day)
            .Where(day => day.Amount is not null)
            .ToDictionary(day => day.From.Date, day => day.Amount!.Value);
        return new AccountChartData
        {
            Account = series.Key.Account.Text,
            Currency = series.Key.Currency,
            From = from,
            AsOf = asOf,
            StaleSince = request.LastReading.StaleSince,
            Balances = series.HasLevel ? BalancesIn(steps, from) : [],
            TopUps = steps.Where(step => step.Window.To >= from && (step.Window.TopUp ?? step.Window.Grant) > 0m).Select(step => step.Window.To).ToList(),
            Days = Enumerable.Range(0, Days).Select(day => spent.TryGetValue(first.AddDays(day), out decimal amount) ? amount : (decimal?)null).ToList(),
            Forecast = MonthForecast.Of(request, basis, reader.FirstSeen(series.Key, asOf)),
            IsApproximate = !series.IsReported,
        };
    }

    // Includes the last snapshot before the span, because the line starts there.
    private static List<BalanceSnapshot> BalancesIn(IReadOnlyList<SpendStep> steps, DateTimeOffset from)
    {
        int start = Math.Max(0, steps.TakeWhile(step => step.Snapshot.FirstSeen <= from).Count() - 1);
        return steps.Skip(start).Select(step => step.Snapshot).ToList();
    }
}
