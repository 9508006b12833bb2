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
        var reader = new ChartReader(Store, asOf, calendar, Days, MaximumAge);
        foreach (StoredSeries series in found)
        {
            StopToken.ThrowIfCancellationRequested();
            if (reader.Read(series) is not { } data)
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
}
