using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Takes snapshots at an interval and alerts when a threshold is crossed. A failing account is reported once and queried less often
/// until it responds.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "CostSnapshot", HelpUri = HelpPage.Folder + "Watch-CostSnapshot.md")]
[OutputType(typeof(CostSnapshot))]
public sealed class WatchCostSnapshotCommand : PollingCmdlet
{
    private SnapshotWatch? _watch;

    /// <summary>The time between two readings of an account: one second to seven days. The default is one minute.</summary>
    [Parameter]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of rounds. Without it, the cmdlet runs until you stop it.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Alerts when the balance falls below this amount, in the currency of the account.</summary>
    [Parameter]
    [PlainNumberTransformation]
    public decimal? BelowBalance { get; set; }

    /// <summary>Alerts when the balance lasts for fewer days than this at the burn rate of the trailing days.</summary>
    [Parameter]
    [PlainNumberTransformation]
    public decimal? RunwayDays { get; set; }

    /// <summary>Alerts when the burn rate per day exceeds this amount, in the currency of the account.</summary>
    [Parameter]
    [PlainNumberTransformation]
    public decimal? BurnAbove { get; set; }

    /// <summary>The number of trailing days from which the burn rate is calculated, from 1 to 366. The default is 7.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int WindowDays { get; set; } = 7;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(7))
        {
            ThrowTerminatingError(ErrorRecords.From(
                GeneralErrors.InvalidIntervalOfWatch(),
                null));
        }
    }

    private SnapshotWatch Watch => _watch ??= new SnapshotWatch(
        Session, Interval, () => new ThresholdCrossing(BelowBalance, RunwayDays, BurnAbove), WindowDays);

    private protected override void Process()
    {
        foreach (CostAccount account in FindAccounts(null))
        {
            Watch.Add(account);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        for (int round = 0; round != Count && Watch.DueAt is { } dueAt;)
        {
            WaitUntil(dueAt);
            IReadOnlyList<AccountName> due = Watch.FindDue();
            round += due.Count > 0 ? 1 : 0;
            Attempt(null, () => Watch.Round(due, Poll, WriteWarning));
        }
    }

    private protected override List<CostSnapshot> Complete(List<CostSnapshot> snapshots, HistoryReader reader) =>
        snapshots.ConvertAll(snapshot => Watch.Complete(snapshot, reader));

    private protected override bool NoteFailure(CostAccount account, CostException failure)
    {
        (bool isNew, DateTimeOffset dueAt) = Watch.Failed(account, failure);
        WriteVerbose(string.Create(CultureInfo.CurrentCulture, $"The next attempt for the account '{account.Name}' is at {dueAt:u}: {failure.Message}"));
        return isNew;
    }

    private protected override void Report(CostAccount account, BalanceAnswer answer)
    {
        if (Watch.IsNews(account, answer))
        {
            base.Report(account, answer);
        }
    }
}
