using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes stored snapshots. It removes the snapshots of the specified accounts that start within a span, or the snapshots from the
/// pipeline.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Remove-CostSnapshot.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostSnapshotCommand : SpanRemovalCmdlet
{
    /// <summary>
    /// Removes only snapshots in this currency: a three-letter code such as USD or CNY. The default is all currencies of the account.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>The first time of one snapshot, from Get-CostSnapshot.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset FirstSeen { get; set; }

    private protected override void Process()
    {
        (DateTimeOffset from, DateTimeOffset to, string? one) = ParameterSetName == OneSet
            ? (FirstSeen, FirstSeen, $"the snapshot of {FirstSeen:u}")
            : (SpanStart, Before is { } before ? Instant.LastBefore(before) : DateTimeOffset.MaxValue, (string?)null);
        var reader = new HistoryReader(Store);
        RemoveRows(name => Find(reader, name), series => $"{series.Account} ({series.Currency})", "the snapshots", one, series => Store.RemoveSnapshots(series, from, to));
    }

    private IReadOnlyList<BalanceSeriesKey> Find(HistoryReader reader, string name) => Wildcard.Of(name).Find(
        reader.FindSeries(currency: Currency).Where(series => !series.IsReported).Select(series => series.Key),
        key => key.Account.Text,
        () => BalanceErrors.NoSnapshotToRemove(AccountName.Shown(name), Currency));
}
