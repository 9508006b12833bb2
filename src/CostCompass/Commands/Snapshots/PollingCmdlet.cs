using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that takes snapshots: it queries several accounts at the same time and stores their responses.</summary>
public abstract class PollingCmdlet : AccountCmdlet
{
    private SnapshotPoll? _poll;

    /// <summary>The number of accounts that are queried at the same time. The default is 64.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 64;

    // One for all rounds of the command, so that one-time messages are written once.
    private SnapshotPoll SnapshotPoll => _poll ??= new SnapshotPoll(Session, Keys)
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        ThrottleLimit = ThrottleLimit,
        Complete = Complete,
        Taken = WriteObject,
        Answered = Report,
        Warn = WriteWarning,
        Failed = Fail,
        Asked = ShowProgress,
    };

    /// <summary>Takes a snapshot of each account and writes it. A failing account is written as an error.</summary>
    /// <param name="accounts">The accounts.</param>
    private protected void Poll(IReadOnlyList<CostAccount> accounts)
    {
        CloseStore();
        SnapshotPoll.Run(accounts, StopToken);
    }

    /// <summary>Adds what the command shows of snapshots in addition to the readings.</summary>
    /// <param name="snapshots">The snapshots that were taken.</param>
    /// <param name="reader">Reads the current histories.</param>
    private protected virtual List<CostSnapshot> Complete(List<CostSnapshot> snapshots, HistoryReader reader) => snapshots;

    /// <summary>Records a failed query of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether the failure is new.</returns>
    private protected virtual bool NoteFailure(CostAccount account, CostException failure) => true;

    private void Fail(IReadOnlyList<CostAccount> accounts, CostException failure)
    {
        List<bool> news = [.. accounts.Select(account => NoteFailure(account, failure))];
        if (news.Contains(true))
        {
            WriteError(ErrorRecords.From(failure, accounts[0].Name));
        }
    }

    private void ShowProgress(int done, int count, string account)
    {
        if (count > 1)
        {
            string status = string.Create(CultureInfo.CurrentCulture, $"{done} of {count} accounts, last: {account}");
            WriteProgress(new ProgressRecord(1, "Taking snapshots", status)
            {
                PercentComplete = 100 * done / count,
                RecordType = done == count ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }
}
