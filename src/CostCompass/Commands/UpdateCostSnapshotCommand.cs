using System.Globalization;
using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Providers;
using CostCompass.Reports;
using CostCompass.Sessions;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>
/// Asks every account for its balance or its costs, several at a time, and stores what they answer. The first snapshot
/// of an account is its baseline; spend is known from the second on.
/// </summary>
[Cmdlet(VerbsData.Update, "CostSnapshot", SupportsShouldProcess = true)]
[OutputType(typeof(CostSnapshot))]
public sealed class UpdateCostSnapshotCommand : AccountCmdlet
{
    // Two machines that share an account may differ by so much without anybody having set a clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, CostAccount> _accounts = new(AccountName.Comparer);

    /// <summary>How many accounts are asked at the same time. 64 by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 64;

    private protected override void Process()
    {
        foreach (CostAccount account in FindAccounts(null))
        {
            _accounts[account.Name] = account;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        List<CostAccount> accounts = _accounts.Values.Where(account => ShouldProcess(account.Name, "Take a snapshot")).ToList();
        if (accounts.Count > 0)
        {
            Attempt(null, () => Update(accounts));
        }
    }

    private void Update(List<CostAccount> accounts)
    {
        Dictionary<BalanceSeriesKey, DateTimeOffset> newest = Store.ReadSeries()
            .ToDictionary(series => series.Key, series => series.Newest.LastSeen);
        DateTimeOffset now = Now;
        foreach (BalanceSeriesKey ahead in newest.Where(series => series.Value > now + ClockTolerance).Select(series => series.Key))
        {
            WriteWarning(
                $"The newest snapshot of '{ahead.Account}' in {ahead.Currency} lies in the future ({newest[ahead]:u}): the clock was ahead then, or is behind now. "
                + "Readings are dated right after it until the clock has caught up. If it was ahead, remove what it dated: "
                + $"Remove-CostSnapshot {ahead.Account} -Currency {ahead.Currency} -After {now:u}");
        }

        // In the order of the accounts, not in that in which they happened to answer.
        List<PolledAccount> polled = [.. PollAll(accounts, now).OrderBy(answer => answer.Account.Name, AccountName.Comparer)];
        Record([.. polled.SelectMany(answer => answer.Readings)], newest);
        foreach (PolledAccount answer in polled.Where(answer => answer.Report is not null))
        {
            Attempt(answer.Account.Name, () => Record(answer.Account, answer.Report!));
        }
    }

    private void Record(List<BalanceReading> readings, Dictionary<BalanceSeriesKey, DateTimeOffset> newest)
    {
        if (readings.Count == 0)
        {
            return;
        }

        List<ReadingToRecord> toRecord = readings
            .Select(reading => new ReadingToRecord(
                reading,
                newest.TryGetValue(new BalanceSeriesKey(reading.Account, reading.Provider, reading.Currency), out DateTimeOffset before) ? before : null))
            .ToList();
        IReadOnlyList<RecordedReading> stored = Store.Record(toRecord);
        var reader = new HistoryReader(Store);
        foreach (RecordedReading recorded in stored)
        {
            WriteObject(SnapshotView.Of(recorded.Series, new SpendStep(WindowOf(reader, recorded), recorded.Snapshot)));
        }
    }

    private void Record(CostAccount account, CostReport report)
    {
        DateTimeOffset at = Instant.Truncate(report.RetrievedAt);
        foreach (ReportChange change in Store.Reports.Record(account.Name, account.Provider, report, at, at))
        {
            WriteObject(SnapshotView.Of(change, at));
        }
    }

    private List<PolledAccount> PollAll(List<CostAccount> accounts, DateTimeOffset now)
    {
        // Keys are fetched on this thread, where SecretManagement lives, and before anything is sent.
        var keys = new AccountKeys(InvokeCommand);
        var open = new List<(CostAccount Account, SecretText Key)>();
        try
        {
            foreach (CostAccount account in accounts)
            {
                Attempt(account.Name, () => open.Add((account, keys.Open(account))));
            }

            return AskAll(open, now);
        }
        finally
        {
            open.ForEach(pair => pair.Key.Dispose());
        }
    }

    private List<PolledAccount> AskAll(List<(CostAccount Account, SecretText Key)> accounts, DateTimeOffset now)
    {
        var polled = new List<PolledAccount>();
        var pump = new PipelinePump();
        var poll = new SourcePoll(new ProviderCatalog(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec))), CompleteUntil(), now);
        int done = 0;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        pump.Run(
            () => Parallel.ForEachAsync(
                accounts,
                new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = stopping.Token },
                async (pair, _) =>
                {
                    (CostAccount account, SecretText key) = pair;
                    try
                    {
                        PolledAccount answer = await AskAsync(account, key, (request, token) => poll.ReadAsync(account, request, token)).ConfigureAwait(false);
                        pump.Post(() => polled.Add(answer));
                    }
                    catch (CostException failure)
                    {
                        pump.Post(() => WriteError(ErrorRecords.From(failure, account.Name)));
                    }

                    pump.Post(() => ShowProgress(++done, accounts.Count, account.Name));
                }),
            stopping.Cancel);
        return polled;
    }

    private Dictionary<string, DateTimeOffset> CompleteUntil() => Store.Reports.ReadSeries()
        .GroupBy(series => series.Key.Account, AccountName.Comparer)
        .ToDictionary(series => series.Key, series => series.Min(one => one.CompleteUntil), AccountName.Comparer);

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

    // Since the last snapshot nothing was spent if the balance is the same as before.
    private static SpendWindow WindowOf(HistoryReader reader, RecordedReading recorded)
    {
        SpendStep step = reader
            .ReadSteps(recorded.Series, recorded.Snapshot.FirstSeen, recorded.Snapshot.LastSeen)
            .Last(step => step.Snapshot.FirstSeen == recorded.Snapshot.FirstSeen);
        return recorded.IsNew || step.Rest is not { } rest ? step.Window : rest;
    }
}
