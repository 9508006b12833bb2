using System.Management.Automation;
using CostCompass.Terminal;
using CostCompass.Views.Charts;
using CostCompass.Views.Dashboards;

namespace CostCompass.Commands;

/// <summary>
/// Shows totals, forecasts, providers, balances, budgets and price bands on one screen. With -Line it returns one line, and with
/// -Refresh it is drawn repeatedly. It doesn't query a provider.
/// </summary>
[Cmdlet(VerbsCommon.Show, "CostDashboard", DefaultParameterSetName = ScreenSet, HelpUri = HelpPage.Folder + "Show-CostDashboard.md")]
[OutputType(typeof(string))]
public sealed class ShowCostDashboardCommand : StackCmdlet
{
    private const string ScreenSet = "Screen";
    private const string LineSet = "Line";
    private const int MaximumWidth = 500;

    /// <summary>
    /// The currency of the figures. The default is the only currency in use, otherwise the currency that most of your exchange rates
    /// lead to, otherwise USD. Amounts without a rate stay in their own currency and are listed below the dashboard.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Returns one short line for a prompt or a status bar.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LineSet)]
    public SwitchParameter Line { get; set; }

    /// <summary>Shows the dashboard repeatedly at this interval: one second to one day.</summary>
    [Parameter(ParameterSetName = ScreenSet)]
    public TimeSpan? Refresh { get; set; }

    /// <summary>With -Refresh, the number of times to show the dashboard. Without it, the cmdlet runs until you stop it.</summary>
    [Parameter(ParameterSetName = ScreenSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>
    /// The width in cells: 40 to 500. The default is the width of the terminal, but at least 40. Without a terminal, the default is
    /// 80, and unlimited for -Line. East Asian characters take two cells.
    /// </summary>
    [Parameter]
    [ValidateRange(Dashboard.MinimumWidth, MaximumWidth)]
    public int Width { get; set; }

    /// <summary>
    /// Uses only ASCII characters, for terminals and files without block characters. Names of accounts and budgets don't change.
    /// </summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    private protected override string? SumCurrency => Currency;

    private DashboardReader Reader => new(Session, Store, Question);

    // A status bar truncates the line itself.
    private int LineWidth => Width == 0 && Console.IsOutputRedirected ? MaximumWidth : WidthNow;

    private int WidthNow => Width > 0 ? Width : Math.Min(TerminalWidth.Of(Host, Dashboard.MinimumWidth), MaximumWidth);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Refresh is { } refresh && (refresh < TimeSpan.FromSeconds(1) || refresh > TimeSpan.FromDays(1)))
        {
            ThrowTerminatingError(ErrorRecords.From(
                GeneralErrors.InvalidIntervalOfDashboard(),
                null));
        }
    }

    private protected override void Process()
    {
        TerminalPaint paint = TerminalPaint.For(Host, SessionState);
        if (Line)
        {
            WriteObject(Reader.ReadLine(AsOf) is { } known ? PaintedLine.Of(DashboardLine.Compose(known, LineWidth, Ascii), paint) : DashboardLine.Nothing);
        }
        else if (Refresh is not { } refresh)
        {
            Write(Draw(), paint);
        }
        else if (TerminalPaint.HasTerminal(Host) && MyInvocation.PipelinePosition == MyInvocation.PipelineLength)
        {
            ShowInPlace(refresh, paint);
        }
        else
        {
            ShowInTurn(refresh, paint);
        }
    }

    // The last dashboard stays on the normal screen, even if the user stops the command.
    private void ShowInPlace(TimeSpan refresh, TerminalPaint paint)
    {
        List<string> whole = Draw().ConvertAll(paint.Paint);
        List<string> shown = whole;
        try
        {
            using var screen = new LiveScreen(Host.UI);
            screen.Draw(shown);
            for (int round = 1; round != Count; round++)
            {
                Pause(refresh);
                try
                {
                    shown = whole = Draw().ConvertAll(paint.Paint);
                }
                catch (CostException failure)
                {
                    // Another process may lock the store for a while: the previous dashboard stays, with the reason below it.
                    shown = [.. whole, Reason(failure, paint)];
                }

                screen.Draw(shown);
            }
        }
        finally
        {
            shown.ForEach(Host.UI.WriteLine);
        }
    }

    private string Reason(CostException failure, TerminalPaint paint)
    {
        string text = $"{Question.Calendar.ToZone(Now).ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {CellText.Plain(failure.Message)}";
        return paint.Paint([new ChartText(CellText.Cut(text, WidthNow), ChartTone.Warning)]);
    }

    private void ShowInTurn(TimeSpan refresh, TerminalPaint paint)
    {
        for (int round = 0; round != Count; round++)
        {
            if (round > 0)
            {
                Pause(refresh);
                WriteObject("");
            }

            Write(Draw(), paint);
        }
    }

    private List<IReadOnlyList<ChartText>> Draw() =>
        Dashboard.Layout(Reader.Read(AsOf ?? Now) ?? throw MonthErrors.NothingToSummarize(), WidthNow, Ascii).ToList();

    private void Write(List<IReadOnlyList<ChartText>> lines, TerminalPaint paint) => lines.ForEach(line => WriteObject(PaintedLine.Of(line, paint)));
}
