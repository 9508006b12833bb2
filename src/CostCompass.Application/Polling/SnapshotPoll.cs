namespace CostCompass.Application;

/// <summary>Takes snapshots: queries several accounts at a time, stores the responses, and reports what they changed.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys of the accounts.</param>
public sealed class SnapshotPoll(CostSession session, AccountKeys keys)
{
    // The clocks of two computers that share an account may differ by this much.
    /// <summary>How far the clocks of two computers may differ without a warning.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    // Once per series, however often the command polls.
    private readonly HashSet<BalanceSeriesKey> _warned = [];

    private DateTimeOffset Now => session.Clock.GetUtcNow();

    private SqlCostStore Store => session.Store;

    /// <summary>The timeout of one account, including retries.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The number of accounts that are queried at the same time.</summary>
    public required int ThrottleLimit { get; init; }

    /// <summary>Adds what the caller shows of snapshots in addition to the readings, based on the current histories.</summary>
    public required Func<List<CostSnapshot>, HistoryReader, List<CostSnapshot>> Complete { get; init; }

    /// <summary>Called with each snapshot while the store is released.</summary>
    public required Action<CostSnapshot> Taken { get; init; }

    /// <summary>Called with what an account returned in addition to its readings.</summary>
    public required Action<CostAccount, BalanceAnswer> Answered { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Called with a failure and all accounts that share it: one locked vault can contain the keys of several accounts.</summary>
    public required Action<IReadOnlyList<CostAccount>, CostException> Failed { get; init; }

    /// <summary>Called after each account: the number of accounts so far, the total number, and the name.</summary>
    public required Action<int, int, string> Asked { get; init; }

    /// <summary>Takes a snapshot of each account. Callbacks run on the caller's thread. A failing account doesn't stop the others.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public void Run(IReadOnlyList<CostAccount> accounts, CancellationToken stopToken)
    {
        var reports = new ReportPoll(session, Now, Warn);
        Dictionary<BalanceSeriesKey, DateTimeOffset> newest;
        using (Store.Hold())
        {
            newest = StoredSeries.LastSeen(Store.ReadSeries());
            reports.ReadCompleteUntil();
        }

        HashSet<AccountName> asked = [.. accounts.Select(account => new AccountName(account.Name))];
        foreach (BalanceSeriesKey ahead in newest
            .Where(series => series.Value > reports.Now + ClockTolerance && asked.Contains(series.Key.Account))
            .Select(series => series.Key)
            .Where(_warned.Add))
        {
            Warn(
                $"The newest snapshot of '{ahead.Account}' in {ahead.Currency} is in the future ({newest[ahead]:u}): the clock was ahead then, or is behind now. "
                + "Until the clock reaches that time, new readings are dated right after it. If the clock was ahead, run: "
                + $"Remove-CostSnapshot {ForeignText.Argument(ahead.Account.Text)} -Currency {ForeignText.Argument(ahead.Currency)} -After {ForeignText.Argument(reports.Now)}");
        }

        Answers answers = PollAll(accounts, reports, stopToken);
        List<CostSnapshot> snapshots;

        // Held only for this: while waiting for providers, someone may replace the store with a backup.
        using (Store.Hold())
        {
            answers = StillConnected(answers);
            snapshots = Record([.. answers.Balances.SelectMany(one => one.Answer.Readings)], newest);
        }

        snapshots.ForEach(Taken);
        answers.Balances.ForEach(one => Answered(one.Account, one.Answer));
        foreach ((CostAccount account, CostReport report) in answers.Reports)
        {
            var taken = new List<CostSnapshot>();
            AttemptOf(account, () =>
            {
                foreach (CostSnapshot snapshot in reports.Record(account, report))
                {
                    taken.AddRange(Complete([snapshot], new HistoryReader(Store)));
                }
            });
            taken.ForEach(Taken);
        }
    }

    // A response may take a minute, and the account may be disconnected with its history in the meantime. The history stays removed. The other
    // responses are sorted in the order of the accounts, not in the order of their arrival.
    private Answers StillConnected(Answers answers)
    {
        if (answers.Balances.Count + answers.Reports.Count == 0)
        {
            return answers;
        }

        HashSet<AccountName> connected = [.. new AccountDirectory(session).ReadAll().Select(account => new AccountName(account.Name))];
        return new Answers(Connected(answers.Balances), Connected(answers.Reports));

        List<(CostAccount Account, T Answer)> Connected<T>(List<(CostAccount Account, T Answer)> all) =>
            [.. all.Where(one => connected.Contains(one.Account.Name)).OrderBy(one => new AccountName(one.Account.Name))];
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

    private void AttemptOf(CostAccount account, Action action)
    {
        try
        {
            action();
        }
        catch (CostException failure)
        {
            Failed([account], failure);
        }
        catch (OverflowException)
        {
            Failed([account], BalanceErrors.AmountOutOfRangeResult());
        }
        catch (Exception exception) when (UnexpectedError.IsFault(exception))
        {
            Failed([account], UnexpectedError.Of(exception));
        }
    }

    private Answers PollAll(IReadOnlyList<CostAccount> accounts, ReportPoll reports, CancellationToken stopToken)
    {
        // Keys are fetched on this thread, which SecretManagement requires, and before anything is sent.
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
            return AskAll(open, reports, stopToken);
        }
        finally
        {
            open.ForEach(pair => pair.Key.Dispose());
        }
    }

    // One vault contains the keys of many accounts: a locked vault is one error, not one per account.
    private void SayOnce(List<(CostAccount Account, CostException Failure)> locked)
    {
        foreach (var same in locked.GroupBy(one => one.Failure.ErrorId))
        {
            CostException failure = same.First().Failure;
            string names = string.Join(", ", same.Select(one => one.Account.Name));
            Failed(
                [.. same.Select(one => one.Account)],
                new CostException(failure.ErrorId, failure.Kind, $"{failure.Message} No snapshot was taken of: {names}.", failure.RecommendedAction, failure));
        }
    }

    private Answers AskAll(List<(CostAccount Account, AccountKey Key)> accounts, ReportPoll reports, CancellationToken stopToken)
    {
        var answers = new Answers([], []);
        var pump = new PipelinePump();
        ProviderCatalog catalog = session.ProvidersWithin(Timeout);
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
                        pump.Post(await AskAsync(account, key).ConfigureAwait(false));
                    }
                    catch (CostException failure)
                    {
                        pump.Post(() => Failed([account], failure));
                    }

                    pump.Post(() => Asked(++done, accounts.Count, account.Name));
                }),
            stopping.Cancel);
        return answers;

        async Task<Action> AskAsync(CostAccount account, AccountKey key)
        {
            if (catalog.Find(account.Provider) is ICostReportProvider provider)
            {
                CostReport report = await session.AskAsync(
                    account, key, (request, token) => reports.ReadAsync(provider, request, token), _ => AccountStatus.Ok, stopToken).ConfigureAwait(false);
                return () => answers.Reports.Add((account, report));
            }

            BalanceAnswer balance = await session.AskAsync(
                account,
                key,
                (request, token) => catalog.Require<IBalanceProvider>(account.Provider).ReadAsync(request, token),
                answer => answer.Status,
                stopToken).ConfigureAwait(false);
            return () => answers.Balances.Add((account, balance));
        }
    }

    private static SpendStep Unknown(in BalanceSnapshot snapshot) => new(
        new SpendWindow(snapshot.FirstSeen, snapshot.FirstSeen, null, null, null, SpendQuality.Baseline, null, null), snapshot);

    // Nothing was spent since the last snapshot if the balance is unchanged. Another process may have inserted a reading or merged the
    // snapshot with another one. Then the window that ends at the reading is used, or nothing else is known.
    private static SpendWindow WindowOf(HistoryReader reader, RecordedReading recorded)
    {
        SpendStep step = reader
            .ReadSteps(recorded.Series, recorded.Snapshot.FirstSeen, recorded.Snapshot.LastSeen)
            .LastOrDefault(step => step.Snapshot.FirstSeen <= recorded.Snapshot.FirstSeen, Unknown(recorded.Snapshot));
        return recorded.IsNew || step.Rest is not { } rest ? step.Window : rest;
    }

    private sealed record Answers(List<(CostAccount Account, BalanceAnswer Answer)> Balances, List<(CostAccount Account, CostReport Answer)> Reports);
}
