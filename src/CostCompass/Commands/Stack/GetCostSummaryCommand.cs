using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gives what all accounts and subscriptions cost together, in one currency: month to date, the forecasts of this month and the
/// next with an interval, and a line per provider. What has no rate stays apart in its own currency.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostSummary", DefaultParameterSetName = CurrentSet, HelpUri = HelpPage.Folder + "Get-CostSummary.md")]
[OutputType(typeof(CostSummary))]
public sealed class GetCostSummaryCommand : StackCmdlet
{
    private const string CurrentSet = "Current";
    private const string MonthSet = "Month";
    private const string LastMonthSet = "LastMonth";

    /// <summary>The currency of the figures. Without it: the only one there is, else the one that most rates lead to.</summary>
    [Parameter(Position = 0)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Spread each charge of a subscription evenly over the days that it pays for, in place of counting it where it is charged.</summary>
    [Parameter]
    public SwitchParameter Amortize { get; set; }

    /// <summary>The month to sum up, as yyyy-MM. A month that is over is shown as it ended. The one that is going on by default.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MonthSet)]
    [MonthTransformation]
    public DateOnly? Month { get; set; }

    /// <summary>Sum up the month before the one that is going on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LastMonthSet)]
    public SwitchParameter LastMonth { get; set; }

    private protected override DateOnly? MonthShown => LastMonth ? LastMonthOf() : Month;

    private protected override void Process()
    {
        List<AccountOutlook> accounts = ReadAccounts();
        if (accounts.Count == 0 && Subscriptions.Count == 0)
        {
            throw NothingToSummarize();
        }

        CostSummary sum = Summarize(accounts, Currency, Amortize);
        if (Present < KnownUntil && sum is { StartedThisMonth: { } started, ObservedFrom: { } from })
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"{sum.AsOf:yyyy-MM} is known in part: the history of {started} begins later, and the figures are complete only from {from:yyyy-MM-dd HH:mm zzz} on."));
        }

        if (Present < KnownUntil && sum.StaleAccounts is { } stale)
        {
            WriteWarning(string.Create(CultureInfo.InvariantCulture, $"{stale} was not read to the end of {sum.AsOf:yyyy-MM}. What came after its last reading is in the forecast only."));
        }

        foreach (UnconvertedAmount left in sum.Unconverted)
        {
            WriteWarning(left.Explanation);
        }

        foreach (CostSummaryLine line in sum.Lines.Where(line => line.WithoutForecast > 0))
        {
            WriteWarning(ExplainWithoutForecast(line));
        }

        WriteObject(sum);
    }
}
