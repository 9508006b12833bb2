namespace CostCompass.Application;

/// <summary>Takes snapshots: asks accounts, several at a time, stores what they answer, and says what that changed.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys of the accounts.</param>
public sealed class SnapshotPoll(CostSession session, AccountKeys keys)
{
    // Two machines that share an account may differ by so much without anybody having set a clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    // How long a gap in the reports of an account is asked for.
    private const int GapDays = 31;

    // Of each series once, however often the command asks.
    private readonly HashSet<BalanceSeriesKey> _warned = [];

    private DateTimeOffset Now => session.Clock.GetUtcNow();

    private SqlCostStore Store => session.Store;

    /// <summary>The longest that one account may take to answer, retries included.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How many accounts are asked at the same time.</summary>
    public required int ThrottleLimit { get; init; }

    /// <summary>Adds what the caller tells of snapshots beyond what was read, given the histories as they are now.</summary>
    public required Func<List<CostSnapshot>, HistoryReader, List<CostSnapshot>> Complete { get; init; }

    /// <summary>Told of each snapshot, while the store is let go.</summary>
    public required Action<CostSnapshot> Taken { get; init; }

    /// <summary>Told of what an account answered beside its readings.</summary>
    public required Action<CostAccount, BalanceAnswer> Answered { get; init; }

    /// <summary>Told of what a person should look at.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Notes that an account could not be asked, and says whether that is news.</summary>
    public required Func<CostAccount, CostException, bool> IsNews { get; init; }

    /// <summary>Told of a failure that is news, with the name of the account.</summary>
    public required Action<string, CostException> Failed { get; init; }

    /// <summary>Told of each account that has answered or failed: how many so far, of how many, and its name.</summary>
    public required Action<int, int, string> Asked { get; init; }

    /// <summary>Takes a snapshot of each account. All that is told is told on the caller's thread; an account that fails does not stop the others.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public void Run(IReadOnlyList<CostAccount> accounts, CancellationToken stopToken)
    {
        (Dictionary<BalanceSeriesKey, DateTimeOffset> newest, Dictionary<AccountName, DateTimeOffset> completeUntil) = ReadWhatIsKnown();
        DateTimeOffset now = Now;
        HashSet<AccountName> asked = [.. accounts.Select(account => new AccountName(account.Name))];
        foreach (BalanceSeriesKey ahead in newest
            .Where(series => series.Value > now + ClockTolerance && asked.Contains(series.Key.Account))
            .Select(series => series.Key)
            .Where(_warned.Add))
        {
            Warn(
                $"The newest snapshot of '{ahead.Account}' in {ahead.Currency} is in the future ({newest[ahead]:u}): the clock was ahead then, or is behind now. "
                + "Until the clock reaches that time, new readings are dated right after it. If the clock was ahead, run: "
                + $"Remove-CostSnapshot {ForeignText.Argument(ahead.Account.Text)} -Currency {ForeignText.Argument(ahead.Currency)} -After {now:u}");
        }

        List<PolledAccount> polled = PollAll(accounts, completeUntil, now, stopToken);
        List<CostSnapshot> snapshots;

        // Held no longer than for this: while providers are waited for, somebody may put a backup in the place of the store.
        using (Store.Hold())
        {
            // In the order of the accounts, not in that in which they happened to answer.
            polled = [.. StillConnected(polled).OrderBy(answer => new AccountName(answer.Account.Name))];
            snapshots = Record([.. polled.SelectMany(answer => answer.Balance?.Readings ?? [])], newest);
        }

        snapshots.ForEach(Taken);
        foreach (PolledAccount answer in polled.Where(answer => answer.Balance is not null))
        {
            Answered(answer.Account, answer.Balance!);
        }

        foreach (PolledAccount answer in polled.Where(answer => answer.Report is not null))
        {
            var taken = new List<CostSnapshot>();
            AttemptOf(answer.Account, () => Record(answer.Account, answer.Report!, taken));
            taken.ForEach(Taken);
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

        HashSet<AccountName> connected = [.. new AccountDirectory(session).ReadAll().Select(account => new AccountName(account.Name))];
        return polled.Where(answer => connected.Contains(answer.Account.Name)).ToList();
    }

    private List<CostSnapshot> Record(List<BalanceReading> readings, Dictionary<BalanceSeriesKey, DateTimeOffset> newest)
    {
        if (readings.Count == 0)
        {
            return [];
        }

        IReadOnlyList<RecordedReading> stored = Store.Record(readings, newest);
        var reader = new HistoryReader(Store);
        List<CostSnapshot> snapshots = stored
            .Select(recorded => SnapshotView.Of(recorded.Series, new SpendStep(WindowOf(reader, recorded), recorded.Snapshot)))
            .ToList();
        return Complete(snapshots, reader);
    }

    private void Record(CostAccount account, CostReport report, List<CostSnapshot> taken)
    {
        DateTimeOffset at = Instant.Truncate(report.RetrievedAt);
        if (report.Covered.Count == 0)
        {
            throw new CostException(
                "ReportEmpty",
                CostErrorKind.InvalidResponse,
                $"{account.Provider} returned no days for the account '{account.Name}'. The stored data wasn't changed.",
                $"Try again later.{AdviceOnDefinition(account)}");
        }

        WarnOfGaps(account, report, at);
        if (report.Costs.Count == 0 && HasCosts(account, report))
        {
            throw new CostException(
                "ReportEmpty",
                CostErrorKind.InvalidResponse,
                $"{account.Provider} reports no cost for the account '{account.Name}' on days that it billed before. The stored data wasn't changed.",
                "Try again later. If the provider canceled the bill, remove the history of the account and run Update-CostSnapshot.");
        }

        foreach (ReportChange change in Store.Reports.Record(account.Name, account.Provider, report, at, Instant.Earlier(at, report.Covered[^1].To)))
        {
            WarnOfEmptied(account, change);
            taken.AddRange(Complete([SnapshotView.Of(change, at)], new HistoryReader(Store)));
        }
    }

    // The day that is going on may be missing: what it cost is told later.
    private void WarnOfGaps(CostAccount account, CostReport report, DateTimeOffset at)
    {
        List<string> missing = report.Covered
            .GapsIn(new Interval(report.From, new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero)))
            .Select(gap => gap.To - gap.From > TimeSpan.FromDays(1) ? $"{Day(gap.From)} to {Day(Instant.LastBefore(gap.To))}" : Day(gap.From))
            .ToList();
        if (missing.Count > 0)
        {
            Warn(
                $"The report of {account.Provider} for the account '{account.Name}' doesn't include these days: {string.Join(", ", missing)}. Their cost is unknown "
                + $"unless it was reported before. The next Update-CostSnapshot requests them again.{AdviceOnDefinition(account)}");
        }

        static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string AdviceOnDefinition(CostAccount account) => session.Providers.Find(account.Provider)?.Description.DefinitionPath is null
        ? ""
        : " If this provider returns only days with costs, set answer.missingDay to Free in its definition.";

    private void WarnOfEmptied(CostAccount account, ReportChange change)
    {
        if (change.EmptiedDays.Count > 0)
        {
            string days = string.Join(", ", change.EmptiedDays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            Warn(
                $"{account.Provider} no longer reports costs of the account '{account.Name}' for days that it billed before: {days}. The new report applies. "
                + $"To see the earlier report, use -AsOf. If the report had gaps, the next Update-CostSnapshot within {SourcePoll.RevisedDays} days restores the days.");
        }
    }

    private void Fail(CostAccount account, CostException failure)
    {
        if (IsNews(account, failure))
        {
            Failed(account.Name, failure);
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

    private List<PolledAccount> PollAll(IReadOnlyList<CostAccount> accounts, Dictionary<AccountName, DateTimeOffset> completeUntil, DateTimeOffset now, CancellationToken stopToken)
    {
        // Keys are fetched on this thread, where SecretManagement lives, and before anything is sent.
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
            return AskAll(open, completeUntil, now, stopToken);
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
            List<bool> news = same.Select(one => IsNews(one.Account, failure)).ToList();
            if (news.Contains(true))
            {
                Failed(
                    account.Name,
                    new CostException(failure.ErrorId, failure.Kind, $"{failure.Message} No snapshot was taken of: {names}.", failure.RecommendedAction, failure));
            }
        }
    }

    private List<PolledAccount> AskAll(
        List<(CostAccount Account, AccountKey Key)> accounts, Dictionary<AccountName, DateTimeOffset> completeUntil, DateTimeOffset now, CancellationToken stopToken)
    {
        var polled = new List<PolledAccount>();
        var pump = new PipelinePump();
        var poll = new SourcePoll(session.ProvidersWithin(Timeout), completeUntil, now);
        int done = 0;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stopToken);
        pump.Run(
            () => Parallel.ForEachAsync(
                accounts,
                new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = stopping.Token },
                async (pair, _) =>
                {
                    (CostAccount account, AccountKey key) = pair;
                    try
                    {
                        PolledAccount answer = await session.AskAsync(
                            account, key, (request, token) => poll.ReadAsync(account, request, token), one => one.Balance?.Status ?? AccountStatus.Ok, stopToken).ConfigureAwait(false);
                        pump.Post(() => polled.Add(answer));
                    }
                    catch (CostException failure)
                    {
                        pump.Post(() => Fail(account, failure));
                    }

                    pump.Post(() => Asked(++done, accounts.Count, account.Name));
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
