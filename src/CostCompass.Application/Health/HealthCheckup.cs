namespace CostCompass.Application;

/// <summary>Checks everything that figures depend on: the store, the vault, the keys, the readings, the clock, the budgets and the prices.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys of the accounts.</param>
public sealed class HealthCheckup(CostSession session, AccountKeys keys)
{
    private const int RequestsAtOnce = 16;

    /// <summary>The maximum age of the last reading of an account.</summary>
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>The timeout of one request, including retries.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether nothing is sent. The keys and the clock are then not compared with a server.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Runs the checks, each when its result is requested. A check that can't run is an error of that check.</summary>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    public IEnumerable<CostHealthCheck> Run(CancellationToken stop)
    {
        CostHealthCheck store = Attempt("Store", null, () => Store(stop));
        yield return store;
        if (store.State == HealthState.Error)
        {
            yield break;
        }

        IReadOnlyList<CostAccount> accounts = [];
        CostHealthCheck found = Attempt("Account", null, () => Accounts(accounts = new AccountDirectory(session).ReadAll()));
        yield return found;
        if (accounts.Any(account => account.KeySource == KeySource.Vault))
        {
            yield return Attempt("Vault", null, Vault);
        }

        DateTimeOffset now = session.Clock.GetUtcNow();
        if (CheckSchedule(accounts, now) is { } schedule)
        {
            yield return schedule;
        }

        session.TakeClockDifference();
        foreach (CostHealthCheck key in Keys(accounts, stop))
        {
            yield return key;
        }

        yield return Attempt("Clock", null, () => Clock(accounts, now));
        var stack = new StackFigures(session.Store, Question, now);
        List<AccountOutlook> outlooks = [];
        CostHealthCheck figures = Attempt("Figures", null, () =>
        {
            outlooks = stack.ReadAccounts(isPointOnly: true);
            return (HealthState.Ok, null, null);
        });
        yield return figures;
        foreach (CostHealthCheck log in Logs(now))
        {
            yield return log;
        }

        foreach (CostHealthCheck check in figures.State == HealthState.Ok ? new FigureHealth(session, stack, outlooks).Run(accounts) : [])
        {
            yield return check;
        }
    }

    private StackQuestion Question => new()
    {
        TimeZone = TimeZoneInfo.Local,
        Method = ForecastMethod.TrailingAverage,
        WindowDays = 7,
        ConfidenceLevel = 80,
        MaximumAge = MaximumAge,
    };

    /// <summary>Runs one check. A failure is its result.</summary>
    /// <param name="check">The name of the check.</param>
    /// <param name="name">The account or the budget, or null.</param>
    /// <param name="run">The check.</param>
    public static CostHealthCheck Attempt(string check, string? name, Func<(HealthState State, string? Finding, string? Action)> run)
    {
        try
        {
            (HealthState state, string? finding, string? action) = run();
            return new CostHealthCheck { Check = check, Name = name, State = state, Finding = finding, RecommendedAction = action };
        }
        catch (Exception thrown) when (thrown is CostException or OverflowException)
        {
            CostException failure = thrown as CostException ?? BalanceErrors.AmountOutOfRangeResult();
            return new CostHealthCheck
            {
                Check = check, Name = name, State = HealthState.Error, Finding = failure.Message, RecommendedAction = failure.RecommendedAction,
            };
        }
    }

    private (HealthState State, string? Finding, string? Action) Store(CancellationToken stop) => session.Store.Care.Check(stop).FirstOrDefault(check => !check.IsOk) is { } wrong
        ? (HealthState.Error, $"{wrong.Check}: {wrong.Finding}", wrong.RecommendedAction)
        : (HealthState.Ok, null, null);

    private static (HealthState State, string? Finding, string? Action) Accounts(IReadOnlyList<CostAccount> accounts) => accounts.Count == 0
        ? (HealthState.Warning, "No account is connected, so there are no new readings.", "Run Connect-DeepSeek or Connect-CostProvider.")
        : (HealthState.Ok, null, null);

    private static (HealthState State, string? Finding, string? Action) Vault()
    {
        CostVault vault = VaultAccess.Describe();
        if (vault is { Exists: true, Mode: VaultMode.Password } && !VaultAccess.HasPasswordVariable)
        {
            return (
                HealthState.Warning,
                $"The vault opens with a password, and {VaultAccess.PasswordVariable} isn't set. A scheduled task can't open it.",
                $"Set {VaultAccess.PasswordVariable} where the task runs, or keep the keys in a vault of the current user (Unlock-CostVault -CurrentUser).");
        }

        VaultAccess.Open().Dispose();
        return (HealthState.Ok, null, null);
    }

    // One check for each agent that deletes its logs.
    private List<CostHealthCheck> Logs(DateTimeOffset now)
    {
        var environment = AgentEnvironment.Current;
        ILookup<string, LogPlace> places = AgentLogs.Kept(session.Store);
        return [.. LogAgents.Find(environment, _ => true)
            .Where(source => source.DaysKept is not null)
            .GroupBy(source => source.Agent, StringComparer.Ordinal)
            .Select(agent => Attempt("Log", agent.Key, () =>
            {
                string? loss = null;
                LogLoss.Warn(agent, places, now, message => loss = message);
                return loss is null ? (HealthState.Ok, null, null) : (HealthState.Warning, loss, "Run Add-DeepSeekUsage, or Register-CostSchedule -IncludeUsage.");
            }))];
    }

    // Null if no schedule is registered for this folder.
    private static CostHealthCheck? CheckSchedule(IReadOnlyList<CostAccount> accounts, DateTimeOffset now)
    {
        bool isRegistered = true;
        CostHealthCheck check = Attempt("Schedule", null, () =>
        {
            CostSchedule? schedule = Scheduler.TryCurrent()?.Find(now);
            isRegistered = schedule?.Folder == ForeignText.Visible(StoreFolder.Current);
            return isRegistered ? Schedule(schedule!, accounts, now) : (HealthState.Ok, null, null);
        });
        return isRegistered ? check : null;
    }

    private static (HealthState State, string? Finding, string? Action) Schedule(CostSchedule schedule, IReadOnlyList<CostAccount> accounts, DateTimeOffset now)
    {
        const string Again = "Run Register-CostSchedule again.";
        if (schedule.MissingFile is { } missing)
        {
            return (HealthState.Error, $"'{missing}' no longer exists, so the schedule can't run.", Again);
        }

        if (!schedule.IsActive)
        {
            return (HealthState.Error, "The schedule is turned off.", Again);
        }

        // One run may be skipped, for example while the computer sleeps. A new schedule isn't responsible for older silence.
        DateTimeOffset? last = accounts.Max(account => account.LastSeen);
        DateTimeOffset since = last > schedule.RegisteredAt ? last.Value : schedule.RegisteredAt;
        string reading = last is null ? "there is no reading" : $"the newest reading is {FigureHealth.Span(now - last.Value)} old";
        return accounts.Count > 0 && now - since > (schedule.Every * 2) + SnapshotPoll.ClockTolerance
            ? (HealthState.Error, $"The schedule runs every {FigureHealth.Span(schedule.Every)}, but {reading}.", $"Run this command, and see what it writes: {schedule.Command}")
            : (HealthState.Ok, null, null);
    }

    // Keys are fetched on this thread, which SecretManagement requires.
    private List<CostHealthCheck> Keys(IReadOnlyList<CostAccount> accounts, CancellationToken stop)
    {
        var checks = new CostHealthCheck?[accounts.Count];
        var open = new List<(int Place, CostAccount Account, AccountKey Key)>();
        try
        {
            for (int place = 0; place < accounts.Count; place++)
            {
                int at = place;
                checks[at] = Attempt("Key", accounts[at].Name, () =>
                {
                    open.Add((at, accounts[at], keys.Open(accounts[at])));
                    return (HealthState.Ok, null, null);
                });
            }

            if (!IsOffline)
            {
                ProviderCatalog catalog = session.ProvidersWithin(Timeout);
                Parallel.ForEachAsync(
                    open,
                    new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = stop },
                    async (one, token) => checks[one.Place] = await VerifyAsync(catalog, one.Account, one.Key, token).ConfigureAwait(false)).GetAwaiter().GetResult();
            }
        }
        finally
        {
            open.ForEach(one => one.Key.Dispose());
        }

        return [.. checks.OfType<CostHealthCheck>()];
    }

    private async Task<CostHealthCheck> VerifyAsync(ProviderCatalog catalog, CostAccount account, AccountKey key, CancellationToken stop)
    {
        CostException? failure = null;
        string? finding = null;
        try
        {
            ICostProvider provider = catalog.Require<ICostProvider>(account.Provider);
            BalanceAnswer? answer = await session.AskAsync(
                account, key, (request, token) => KeyVerification.SendAsync(provider, request, session.Clock.GetUtcNow(), token), KeyVerification.StatusOf, stop).ConfigureAwait(false);
            failure = answer?.Faults.Count > 0 ? answer.Faults[0] : null;
            finding = KeyVerification.WhyUnavailable(provider, account.Name, answer);
        }
        catch (CostException thrown)
        {
            failure = thrown;
        }

        return Attempt("Key", account.Name, () => failure is not null ? throw failure
            : finding is null ? (HealthState.Ok, null, null)
            : (HealthState.Error, finding, "Top up the account, or check the permissions of the key."));
    }

    private (HealthState State, string? Finding, string? Action) Clock(IReadOnlyList<CostAccount> accounts, DateTimeOffset now)
    {
        // A clock that is set by the environment is meant to differ.
        if (!SessionClock.IsSimulated && session.TakeClockDifference() is { } ahead && ahead.Duration() > SnapshotPoll.ClockTolerance)
        {
            return (
                HealthState.Error,
                $"The clock of this computer is {FigureHealth.Span(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the clocks of the providers.",
                "Set the clock. Spend and prices depend on it.");
        }

        return accounts.FirstOrDefault(account => account.LastSeen > now + SnapshotPoll.ClockTolerance) is { LastSeen: { } last } early
            ? (
                HealthState.Error,
                $"The newest reading of '{early.Name}' is in the future ({last.ToUniversalTime():u}).",
                $"Set the clock. If it is correct now, run: Remove-CostSnapshot {ForeignText.Argument(early.Name)} -After {now:u}")
            : (HealthState.Ok, null, null);
    }
}
