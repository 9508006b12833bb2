using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the total cost of all accounts and subscriptions in one currency.</summary>
[Cmdlet(VerbsCommon.Get, "CostSummary", DefaultParameterSetName = CurrentSet, HelpUri = HelpPage.Folder + "Get-CostSummary.md")]
[OutputType(typeof(CostSummary))]
public sealed class GetCostSummaryCommand : StackCmdlet
{
    private const string CurrentSet = "Current";
    private const string MonthSet = "Month";
    private const string LastMonthSet = "LastMonth";

    /// <summary>The currency of the figures. The default is the only currency in use, or else the currency that most exchange rates lead to, or else USD.</summary>
    [Parameter(Position = 0)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Spreads each charge of a subscription evenly over the days that it pays for. By default, a charge counts on the day of the charge.</summary>
    [Parameter]
    public SwitchParameter Amortize { get; set; }

    /// <summary>The month of the summary, as yyyy-MM. A past month is shown as it ended. The default is the current month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MonthSet)]
    [MonthTransformation]
    public DateOnly? Month { get; set; }

    /// <summary>Returns the summary of the month before the current month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LastMonthSet)]
    public SwitchParameter LastMonth { get; set; }

    private protected override string? SumCurrency => Currency;

    private protected override void Process()
    {
        StackFigures stack = Figures;
        CostSummary sum = stack.Summarize(stack.ReadAccounts(), Amortize) ?? throw MonthErrors.NothingToSummarize();
        if (stack.IsMonthOver && sum is { StartedThisMonth: { } started, ObservedFrom: { } from })
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"The figures for {sum.AsOf:yyyy-MM} are incomplete: the history of {started} starts during the month. The figures are complete from {from:yyyy-MM-dd HH:mm zzz}."));
        }

        if (stack.IsMonthOver && sum.StaleAccounts is { } stale)
        {
            WriteWarning(string.Create(CultureInfo.InvariantCulture, $"There is no reading of {stale} at the end of {sum.AsOf:yyyy-MM}. Only the forecast includes the spend after the last reading. Run Update-CostSnapshot."));
        }

        foreach (UnconvertedAmount left in sum.Unconverted)
        {
            WriteWarning(left.Explanation);
        }

        foreach (CostSummaryLine line in sum.Lines.Where(line => line.WithoutForecast > 0))
        {
            string accounts = line.WithoutForecast == 1 ? "an account" : string.Create(CultureInfo.InvariantCulture, $"{line.WithoutForecast} accounts");
            WriteWarning($"The forecast of {line.Name} in {line.Currency} doesn't include {accounts} whose burn rate is unknown because no spend is known for the trailing days. {HistoryReader.NextReading}");
        }

        WriteObject(sum);
    }

    private protected override DateOnly? MonthShown(ZoneCalendar calendar, DateTimeOffset now) => LastMonth ? StackFigures.MonthBefore(calendar, now) : Month;
}
