using System.Management.Automation;
using CostCompass.Views.Statements;
using CostCompass.Views.Statements.Page;

namespace CostCompass.Commands;

/// <summary>Exports a cost report as one HTML file that works offline.</summary>
[Cmdlet(VerbsData.Export, "CostReport", DefaultParameterSetName = CurrentSet, SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Export-CostReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCostReportCommand : StackCmdlet
{
    private const string CurrentSet = "Current";
    private const string MonthSet = "Month";
    private const string LastMonthSet = "LastMonth";

    /// <summary>The path of the HTML file.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The currency of the sums. The default is the only currency in use, or else the currency that most exchange rates lead to.</summary>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>The month of the report, as yyyy-MM. A past month is shown as it ended. The default is the current month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MonthSet)]
    [MonthTransformation]
    public DateOnly? Month { get; set; }

    /// <summary>Creates a report of the month before the current month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LastMonthSet)]
    public SwitchParameter LastMonth { get; set; }

    /// <summary>Shows balances, days and models from this time on. By default, it shows the last 90 days, including today.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Shows balances, days and models before this time. The default is the current time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Prevents the cmdlet from overwriting an existing file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? SumCurrency => Currency;

    private protected override void Process() => WriteWhole(
        Path, "Write the report", NoClobber, PassThru, text => StatementPage.Write(text, StatementComposer.Compose(new StatementReader(Store, Session.Prices, Figures, StopToken).Read(After, Before))));

    private protected override DateOnly? MonthShown(ZoneCalendar calendar, DateTimeOffset now) => LastMonth ? StackFigures.MonthBefore(calendar, now) : Month;
}
