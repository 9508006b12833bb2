using System.Management.Automation;
using CostCompass.Views.Statements;
using CostCompass.Views.Statements.Page;

namespace CostCompass.Commands;

/// <summary>Exports a cost report as one HTML file that works offline.</summary>
[Cmdlet(VerbsData.Export, "CostReport", DefaultParameterSetName = CurrentSet, SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Export-CostReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCostReportCommand : StackCmdlet
{
    private const int UsualDays = 90;
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

    /// <summary>Shows balances, days and models from this time on. The default is 90 days, including today.</summary>
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

    private protected override DateOnly? MonthShown => LastMonth ? LastMonthOf() : Month;

    private protected override void Process() => WriteWhole(
        Path, "Write the report", NoClobber, PassThru, text => StatementPage.Write(text, StatementComposer.Compose(ReadSources())));

    private StatementSources ReadSources()
    {
        // A reading at exactly that time is known at that time.
        DateTimeOffset end = Present + Instant.Resolution;
        DateTimeOffset to = Before is { } before ? Instant.Earlier(before, end) : end;
        DateTimeOffset from = After ?? Calendar.FirstInstantOf(Calendar.ToZone(Instant.LastBefore(to)).Date.AddDays(1 - UsualDays));
        if (from >= to)
        {
            throw new CostException(
                "SpanEmpty",
                CostErrorKind.InvalidInput,
                $"The span from {from.UtcDateTime:u} to {to.UtcDateTime:u} is empty.",
                "Specify an -After that is earlier than -Before and the end of the reported month.");
        }

        if (to <= Calendar.StartOf(Present, CalendarUnit.Month))
        {
            throw new CostException(
                "SpanOutsideMonth",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"-Before ({to.UtcDateTime:u}) must not be earlier than the reported month, {Calendar.ToZone(Present):yyyy-MM}."),
                "Specify a later -Before, or use -Month to report an earlier month.");
        }

        RequireObserved();
        var reader = new StatementReader(Store, Session.Prices, Calendar, Present)
        {
            KnownUntil = KnownUntil,
            From = from,
            To = to,
            WindowDays = WindowDays,
            Method = Method,
            ConfidenceLevel = ConfidenceLevel,
            MaximumAge = LastReading.RequireMaximumAge(MaximumAge),
            StopToken = StopToken,
        };
        List<StatementAccount> accounts = reader.ReadAccounts();
        if (accounts.Count == 0 && Subscriptions.Count == 0)
        {
            throw new CostException(
                "NothingToReport",
                CostErrorKind.NotFound,
                "There is no data to report: the store contains no history and no subscriptions.",
                "Run Update-CostSnapshot or Add-CostSubscription.");
        }

        (IReadOnlyList<ModelSpend> models, IReadOnlyList<Metering.UnpricedCalls> unpriced) = reader.ReadModels(accounts);
        return new StatementSources
        {
            AsOf = Present,
            IsMonthOver = Present < KnownUntil,
            Calendar = Calendar,
            Span = reader.Span,
            Currency = CurrencyFor(accounts.Select(account => account.Outlook), Currency),
            Accounts = accounts,
            Subscriptions = Subscriptions,
            Rates = Rates,
            Budgets = Store.Budgets.Read(),
            Models = models,
            Unpriced = unpriced,
            ConfidenceLevel = ConfidenceLevel,
        };
    }
}
