using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes billed costs that were imported from a file or reported by a provider. The days without costs then count as not reported, not as
/// free.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostRecord", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostRecord.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostRecordCommand : SpanRemovalCmdlet
{
    /// <summary>
    /// Removes only costs in this currency: a three-letter code such as USD or CNY. The default is all currencies of the account.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Removes only costs that start at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public override DateTimeOffset? After { get; set; }

    /// <summary>Removes only costs that start before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public override DateTimeOffset? Before { get; set; }

    private protected override void Process() => RemoveRows(
        Find, series => $"{series.Account} ({series.Currency})", "the billed costs", null, series => Store.Reports.Remove(series, SpanStart, SpanEnd));

    private IReadOnlyList<BalanceSeriesKey> Find(string name) => Wildcard.Of(name).Find(
        Store.Reports.ReadSeries().Select(series => series.Key).Where(key => Currency is null || key.Currency == Currency),
        key => key.Account.Text,
        () => BilledCostErrors.NoCostRecord(AccountName.Shown(name), Currency));
}
