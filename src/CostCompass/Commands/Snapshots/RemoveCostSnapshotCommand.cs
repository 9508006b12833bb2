using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes stored snapshots. It removes the snapshots of the specified accounts that start within a span, or the snapshots from the
/// pipeline.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Remove-CostSnapshot.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostSnapshotCommand : CostCompassCmdlet
{
    private const string SpanSet = "Span";
    private const string OneSet = "One";

    /// <summary>The names of the accounts. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = [];

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

    /// <summary>Removes only snapshots that start at or after this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Removes only snapshots that start before this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    private protected override void Process()
    {
        DateTimeOffset from = ParameterSetName == OneSet ? FirstSeen : After ?? DateTimeOffset.MinValue;
        DateTimeOffset to = ParameterSetName == OneSet ? FirstSeen
            : Before is { } before ? Instant.LastBefore(before)
            : DateTimeOffset.MaxValue;
        string span = ParameterSetName == OneSet
            ? $"Remove the snapshot of {FirstSeen:u}"
            : $"Remove the snapshots from {(After is null ? "the beginning" : $"{After:u}")} to {(Before is null ? "now" : $"{Before:u}")}";
        var reader = new HistoryReader(Store);
        foreach (string name in Name)
        {
            Attempt(name, () => Remove(reader, name, from, to, span));
        }
    }

    private void Remove(HistoryReader reader, string name, DateTimeOffset from, DateTimeOffset to, string span)
    {
        IReadOnlyList<StoredSeries> found = [.. reader.FindSeries([Wildcard.Of(name)], currency: Currency).Where(series => !series.IsReported)];
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw new CostException(
                "NoSnapshot",
                CostErrorKind.NotFound,
                $"There are no snapshots of the account '{AccountName.Shown(name)}'{(Currency is null ? "" : " in " + Currency)}.",
                "To list the stored snapshots, run Get-CostSnapshot.");
        }

        foreach (StoredSeries series in found)
        {
            if (ShouldProcess($"{series.Key.Account} ({series.Key.Currency})", span))
            {
                int removed = Store.RemoveSnapshots(series.Key, from, to);
                WriteVerbose($"Removed {removed} snapshots of the account '{series.Key.Account}' in {series.Key.Currency}.");
            }
        }
    }
}
