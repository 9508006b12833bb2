using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets stored snapshots with the spend since the previous snapshot, oldest first. It doesn't contact any provider.</summary>
[Cmdlet(VerbsCommon.Get, "CostSnapshot", HelpUri = HelpPage.Folder + "Get-CostSnapshot.md")]
[OutputType(typeof(CostSnapshot))]
public sealed class GetCostSnapshotCommand : HistoryCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    /// <summary>Returns only snapshots that were still seen at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns only snapshots that were first seen before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Returns only this number of newest snapshots for each account and currency.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Returns the snapshots as they were known at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZoneInfo.Local), AsOf ?? Now);
    }

    private protected override void Process() => WriteRead(Read(FindSnapshotSeries(), Now));

    private IEnumerable<object> Read(IReadOnlyList<StoredSeries> found, DateTimeOffset now)
    {
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in found)
        {
            // Snapshots that a fast clock dated into the future are listed too, so that they can be found and removed.
            DateTimeOffset asOf = AsOf ?? Instant.Later(now, series.Newest.LastSeen);
            IEnumerable<SpendStep> steps = reader.ReadSteps(series.Key, After ?? DateTimeOffset.MinValue, asOf);
            if (Before is { } before)
            {
                steps = steps.TakeWhile(step => step.Snapshot.FirstSeen < before);
            }

            foreach (SpendStep step in Last is { } count ? steps.TakeLast(count) : steps)
            {
                StopToken.ThrowIfCancellationRequested();
                yield return SnapshotView.Of(series.Key, step);
            }
        }
    }
}
