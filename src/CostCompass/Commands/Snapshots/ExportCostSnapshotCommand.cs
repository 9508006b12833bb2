using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Exports snapshots to a CSV file that Import-CostSnapshot can read.</summary>
[Cmdlet(VerbsData.Export, "CostSnapshot", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Export-CostSnapshot.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCostSnapshotCommand : HistoryExportCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed. The default is every account with a history.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public override string[]? Name { get; set; }

    private protected override string Action => "Write the snapshots";

    private protected override void Process() => Series.AddRange(FindSnapshotSeries());

    private protected override void Write(TextWriter text)
    {
        var writer = new SnapshotCsvWriter(text) { HasUsed = Series.Exists(series => series.Newest.Levels.Used is not null) };
        writer.WriteHeader();
        foreach (BalanceSeriesKey series in Series.Select(series => series.Key).Distinct())
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
