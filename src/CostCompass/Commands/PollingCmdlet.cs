using System.Globalization;
using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Reports;
using CostCompass.Sessions;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>A command that takes snapshots: it queries several accounts at the same time and stores their responses.</summary>
public abstract class PollingCmdlet : AccountCmdlet
{
    // Two machines that share an account may differ by so much without anybody having set a clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    // How long a gap in the reports of an account is asked for.
    private const int GapDays = 31;

    // Of each series once, however often the command asks.
    private readonly HashSet<BalanceSeriesKey> _warned = [];

    /// <summary>The number of accounts that are queried at the same time. The default is 64.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 64;

    /// <summary>Takes a snapshot of each account and writes it; an account that fails is written as an error.</summary>
    /// <param name="accounts">The accounts.</param>
    private protected void Poll(IReadOnlyList<CostAccount> accounts)
    {
        (Dictionary<BalanceSeriesKey, DateTimeOffset> newest, Dictionary<AccountName, DateTimeOffset> completeUntil) = ReadWhatIsKnown();
        DateTimeOffset now = Now;
        HashSet<AccountName> asked = [.. accounts.Select(account => new AccountName(account.Name))];
        foreach (BalanceSeriesKey ahead in newest
            .Where(series => series.Value > now + ClockTolerance && asked.Contains(series.Key.Account))
            .Select(series => series.Key)
            .Where(_warned.Add))
        {
            WriteWarning(
                $"The newest snapshot of '{ahead.Account}' in {ahead.Currency} lies in the future ({newest[ahead]:u}): the clock was ahead then, or is behind now. "
                + "Readings are dated right after it until the clock has caught up. If it was ahead, remove what it dated: "
                + $"Remove-CostSnapshot {ahead.Account} -Currency {ahead.Currency} -After {now:u}");
        }

        List<PolledAccount> polled = PollAll(accounts, completeUntil, now);
        List<CostSnapshot> snapshots;

        // Held no longer than for this: while providers are waited for, somebody may put a backup in the place of the store.
        using (Store.Hold())
        {
            // In the order of the accounts, not in that in which they happened to answer.
            polled = [.. StillConnected(polled).OrderBy(answer => new AccountName(answer.Account.Name))];
            snapshots = Record([.. polled.SelectMany(answer => answer.Balance?.Readings ?? [])], newest);
        }

        // Nothing is handed out before the store is let go: what comes next in the pipeline may do anything with it.
        snapshots.ForEach(WriteObject);
        foreach (PolledAccount answer in polled.Where(answer => answer.Balance is not null))
        {
            Report(answer.Account, answer.Balance!);
        }

        foreach (PolledAccount answer in polled.Where(answer => answer.Report is not null))
        {
            AttemptOf(answer.Account, () => Record(answer.Account, answer.Report!));
        }
    }

    private (Dictionary<BalanceSeriesKey, DateTimeOffset> Newest, Dictionary<AccountName, DateTimeOffset> CompleteUntil) ReadWhatIsKnown()
    {
        using IDisposable held = Store.Hold();
        return (StoredSeries.LastSeen(Store.ReadSeries()), CompleteUntil());
    }

    // An answer may take a minute, and the account may be disconnected with its history in the meantime: that stays removed.
    private List<PolledAccount> StillConnected(List<PolledAccount> polled)
    {
        if (polled.Count == 0)
        {
            return polled;
        }

        HashSet<AccountName> connected = [.. new AccountDirectory(Session).ReadAll().Select(account => new AccountName(account.Name))];
        return polled.Where(answer => connected.Contains(answer.Account.Name)).ToList();
    }

    private List<CostSnapshot> Record(List<BalanceReading> readings, Dictionary<BalanceSeriesKey, DateTimeOffset> newest)
    {
        if (readings.Count == 0)
        {
            return [];
        }

        List<ReadingToRecord> toRecord = readings
            .Select(reading => new ReadingToRecord(
                reading,
                newest.TryGetValue(new BalanceSeriesKey(reading.Account, reading.Provider, reading.Currency), out DateTimeOffset before) ? before : null))
            .ToList();
        IReadOnlyList<RecordedReading> stored = Store.Record(toRecord);

        // The first write makes the store, of which nothing could be held before.
        using IDisposable held = Store.Hold();
        var reader = new HistoryReader(Store);
        List<CostSnapshot> snapshots = stored
            .Select(recorded => SnapshotView.Of(recorded.Series, new SpendStep(WindowOf(reader, recorded), recorded.Snapshot)))
            .ToList();
        return Complete(snapshots, reader);
    }

    private void Record(CostAccount account, CostReport report)
    {
        DateTimeOffset at = Instant.Truncate(report.RetrievedAt);
        if (report.Covered.Count == 0)
        {
            throw new CostException(
                "ReportEmpty",
                CostErrorKind.InvalidResponse,
                $"{account.Provider} returned no days for '{account.Name}'. The stored data wasn't changed.",
                $"Try again later.{AdviceOnDefinition(account)}");
        }

        WarnOfGaps(account, report, at);
        if (report.Costs.Count == 0 && HasCosts(account, report))
        {
            throw new CostException(
                "ReportEmpty",
                CostErrorKind.InvalidResponse,
                $"{account.Provider} reports no cost at all for '{account.Name}' on days for which it has billed before. What is stored was left as it is.",
                "Try again later. If the bill was really taken back, remove the account's history and read it anew.");
        }

        foreach (ReportChange change in Store.Reports.Record(account.Name, account.Provider, report, at, Instant.Earlier(at, report.Covered[^1].To)))
        {
            WarnOfEmptied(account, change);
            Complete([SnapshotView.Of(change, at)], new HistoryReader(Store)).ForEach(WriteObject);
        }
    }

    // The day that is going on may be missing: what it cost is told later.
    private void WarnOfGaps(CostAccount account, CostReport report, DateTimeOffset at)
    {
        List<string> missing = new CoveredSpan(report.From, new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero))
            .Except(report.Covered)
            .Select(gap => gap.To - gap.From > TimeSpan.FromDays(1) ? $"{Day(gap.From)} to {Day(Instant.LastBefore(gap.To))}" : Day(gap.From))
            .ToList();
        if (missing.Count > 0)
        {
            WriteWarning(
                $"The report of {account.Provider} on '{account.Name}' doesn't include these days: {string.Join(", ", missing)}. Their cost is unknown "
                + $"unless it was reported before. The next Update-CostSnapshot asks for them again.{AdviceOnDefinition(account)}");
        }

        static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string AdviceOnDefinition(CostAccount account) => Session.Providers.Find(account.Provider)?.Description.DefinitionPath is null
        ? ""
        : " If this provider has rows for costs only, set answer.missingDay to Free in its definition.";

    private void WarnOfEmptied(CostAccount account, ReportChange change)
    {
        if (change.EmptiedDays.Count > 0)
        {
            string days = string.Join(", ", change.EmptiedDays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            WriteWarning(
                $"{account.Provider} no longer bills '{account.Name}' for days for which it billed before: {days}. What it says now counts; "
                + $"-AsOf shows what it said before. If its report had gaps, the next Update-CostSnapshot within {SourcePoll.RevisedDays} days brings them back.");
        }
    }

    /// <summary>Adds what the command tells of snapshots beyond what was read.</summary>
    /// <param name="snapshots">The snapshots that were taken.</param>
    /// <param name="reader">Reads the histories as they are now.</param>
    private protected virtual List<CostSnapshot> Complete(List<CostSnapshot> snapshots, HistoryReader reader) => snapshots;

    /// <summary>Notes that an account could not be asked.</summary>
    /// <param name="account">The account.</param>
    /// <param name="failure">Why.</param>
    /// <returns>Whether that is news.</returns>
    private protected virtual bool NoteFailure(CostAccount account, CostException failure) => true;

    private void Fail(CostAccount account, CostException failure)
    {
        if (NoteFailure(account, failure))
        {
            WriteError(ErrorRecords.From(failure, account.Name));
        }
    }

    private void AttemptOf(CostAccount account, Action action)
    {
        try
        {
            action();
        }
        catch (CostException failure)
        {
            Fail(account, failure);
        }
        catch (OverflowException)
        {
            Fail(account, Amount.BeyondReckoning());
        }
        catch (Exception exception) when (UnexpectedError.IsFault(exception))
        {
            Fail(account, UnexpectedError.Of(exception));
        }
    }

    private bool HasCosts(CostAccount account, CostReport report) => Store.Reports.ReadSeries()
        .Where(series => series.Key.IsOfAccount(account.Name, account.Provider))
        .Any(series => Store.Reports.Read(series.Key, report.From, report.To, DateTimeOffset.MaxValue).Any(cost => cost.Amount > 0m));

    private List<PolledAccount> PollAll(IReadOnlyList<CostAccount> accounts, Dictionary<AccountName, DateTimeOffset> completeUntil, DateTimeOffset now)
    {
        // Keys are fetched on this thread, where SecretManagement lives, and before anything is sent.
        var keys = new AccountKeys(Session, InvokeCommand);
        var open = new List<(CostAccount Account, AccountKey Key)>();
        try
        {
            var locked = new List<(CostAccount Account, CostException Failure)>();
            foreach (CostAccount account in accounts)
            {
                AttemptOf(account, () =>
                {
                    try
                    {
                        open.Add((account, keys.Open(account)));
                    }
                    catch (CostException failure) when (failure.ErrorId is "VaultLocked" or "VaultRefused" or "VaultMissing")
                    {
                        locked.Add((account, failure));
                    }
                });
            }

            SayOnce(locked);
            return AskAll(open, completeUntil, now);
        }
        finally
        {
            open.ForEach(pair => pair.Key.Dispose());
        }
    }

    // One vault holds the keys of many accounts: that it is closed is one failure, not one of each.
    private void SayOnce(List<(CostAccount Account, CostException Failure)> locked)
    {
        foreach (var same in locked.GroupBy(one => one.Failure.ErrorId))
        {
            (CostAccount account, CostException failure) = same.First();
            string names = string.Join(", ", same.Select(one => one.Account.Name));
            List<bool> news = same.Select(one => NoteFailure(one.Account, failure)).ToList();
            if (news.Contains(true))
            {
                WriteError(ErrorRecords.From(
                    new CostException(failure.ErrorId, failure.Kind, $"{failure.Message} No snapshot was taken of: {names}.", failure.RecommendedAction, failure),
                    account.Name));
            }
        }
    }

    private List<PolledAccount> AskAll(
        List<(CostAccount Account, AccountKey Key)> accounts, Dictionary<AccountName, DateTimeOffset> completeUntil, DateTimeOffset now)
    {
        var polled = new List<PolledAccount>();
        var pump = new PipelinePump();
        var poll = new SourcePoll(Session.ProvidersWithin(TimeSpan.FromSeconds(TimeoutSec)), completeUntil, now);
        int done = 0;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        pump.Run(
            () => Parallel.ForEachAsync(
                accounts,
                new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = stopping.Token },
                async (pair, _) =>
                {
                    (CostAccount account, AccountKey key) = pair;
                    try
                    {
                        PolledAccount answer = await AskAsync(
                            account, key, (request, token) => poll.ReadAsync(account, request, token), one => one.Balance?.Status ?? AccountStatus.Ok).ConfigureAwait(false);
                        pump.Post(() => polled.Add(answer));
                    }
                    catch (CostException failure)
                    {
                        pump.Post(() => Fail(account, failure));
                    }

                    pump.Post(() => ShowProgress(++done, accounts.Count, account.Name));
                }),
            stopping.Cancel);
        return polled;
    }

    private Dictionary<AccountName, DateTimeOffset> CompleteUntil() => Store.Reports.ReadSeries()
        .GroupBy(series => series.Key.Account)
        .ToDictionary(series => series.Key, series => series.Min(WholeUntil));

    // A day that a report left out is asked for again, for as long as providers may be expected to know it.
    private DateTimeOffset WholeUntil(ReportedSeries series) => Store.Reports.ReadCovered(series.Key, DateTimeOffset.MaxValue)
        .Select(covered => covered.To)
        .Where(end => end < series.CompleteUntil && end > series.CompleteUntil.AddDays(-GapDays))
        .Append(series.CompleteUntil)
        .Min();

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

    private static SpendStep Unknown(in BalanceSnapshot snapshot) => new(
        new SpendWindow(snapshot.FirstSeen, snapshot.FirstSeen, null, null, null, SpendQuality.Baseline, null, null), snapshot);

    // Since the last snapshot nothing was spent if the balance is the same as before. Another process may have put what it saw between, or
    // joined the snapshot to another one: then it is the window that leads to where the reading stands now, or that is all that is known.
    private static SpendWindow WindowOf(HistoryReader reader, RecordedReading recorded)
    {
        SpendStep step = reader
            .ReadSteps(recorded.Series, recorded.Snapshot.FirstSeen, recorded.Snapshot.LastSeen)
            .LastOrDefault(step => step.Snapshot.FirstSeen <= recorded.Snapshot.FirstSeen, Unknown(recorded.Snapshot));
        return recorded.IsNew || step.Rest is not { } rest ? step.Window : rest;
    }
}
