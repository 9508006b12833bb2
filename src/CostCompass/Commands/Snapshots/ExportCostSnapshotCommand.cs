using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Exports snapshots to a CSV file that Import-CostSnapshot can read.</summary>
[Cmdlet(VerbsData.Export, "CostSnapshot", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Export-CostSnapshot.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCostSnapshotCommand : HistoryCmdlet
{
    private readonly List<StoredSeries> _series = [];

    /// <summary>The path of the CSV file.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The names of the accounts. Wildcards are allowed. The default is every account with a history.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Exports only snapshots that start at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Exports only snapshots that start before this time.</summary>
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

    private protected override void Process() => _series.AddRange(FindSnapshotSeries());

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteWhole(Path, "Write the snapshots", NoClobber, PassThru, Write);

    private void Write(TextWriter text)
    {
        var writer = new SnapshotCsvWriter(text) { HasUsed = _series.Exists(series => series.Newest.Levels.Used is not null) };
        writer.WriteHeader();
        foreach (BalanceSeriesKey series in _series.Select(series => series.Key).Distinct())
        {
            WriteSeries(writer, series);
        }
    }

    private void WriteSeries(SnapshotCsvWriter writer, BalanceSeriesKey series)
    {
        DateTimeOffset from = After ?? DateTimeOffset.MinValue;
        DateTimeOffset to = Before is { } before ? Instant.LastBefore(before) : DateTimeOffset.MaxValue;
        foreach (BalanceSnapshot snapshot in Store.ReadSnapshots(series, from, to))
        {
            StopToken.ThrowIfCancellationRequested();
            if (snapshot.FirstSeen >= from)
            {
                writer.Write(series, snapshot);
            }
        }
    }
}
