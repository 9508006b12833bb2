using System.Management.Automation;
using CostCompass.Completion;
using CostCompass.ExchangeRates;
using CostCompass.Summaries;

namespace CostCompass.Commands;

/// <summary>
/// Gives what all accounts and subscriptions cost together, in one currency: month to date, the forecasts of this month and the
/// next with an interval, and a line per provider. What has no rate stays apart in its own currency.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostSummary", HelpUri = HelpPage.Folder + "Get-CostSummary.md")]
[OutputType(typeof(CostSummary))]
public sealed class GetCostSummaryCommand : StackCmdlet
{
    /// <summary>The currency of the figures. Without it: the only one there is, else the one that most rates lead to.</summary>
    [Parameter(Position = 0)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Spread each charge of a subscription evenly over the days that it pays for, in place of counting it where it is charged.</summary>
    [Parameter]
    public SwitchParameter Amortize { get; set; }

    private protected override void Process()
    {
        List<AccountOutlook> accounts = ReadAccounts();
        if (accounts.Count == 0 && Subscriptions.Count == 0)
        {
            throw NothingToSummarize();
        }

        CostSummary sum = Summarize(accounts, Currency, Amortize);
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
