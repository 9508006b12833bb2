namespace CostCompass.Application;

/// <summary>The accounts that are watched: when each is read next, which thresholds it crossed, and what was already reported of it.</summary>
/// <param name="session">The session.</param>
/// <param name="interval">The time between two readings of an account.</param>
/// <param name="thresholdsOf">Creates the thresholds of an account, in each of its currencies.</param>
/// <param name="windowDays">The number of trailing days behind the burn rate.</param>
public sealed class SnapshotWatch(CostSession session, TimeSpan interval, Func<ThresholdCrossing> thresholdsOf, int windowDays)
{
    private readonly Dictionary<AccountName, (CostAccount Account, PollSchedule Schedule)> _watched = [];
    private readonly Dictionary<(AccountName Account, string Currency), ThresholdCrossing> _crossings = [];
    private readonly HashSet<AccountName> _failed = [];
    private readonly Dictionary<AccountName, string> _reported = [];
    private DateTimeOffset _asked;

    /// <summary>When the next account is due, or null if none is watched.</summary>
    public DateTimeOffset? DueAt => _watched.Count == 0 ? null : _watched.Values.Min(watched => watched.Schedule.DueAt);

    /// <summary>Watches an account. It is due immediately.</summary>
    /// <param name="account">The account.</param>
    public void Add(CostAccount account) => _watched[account.Name] = (account, new PollSchedule(interval));

    /// <summary>The accounts that are due now. There is none if the clock was set back while the command waited.</summary>
    public IReadOnlyList<AccountName> FindDue()
    {
        _asked = session.Clock.GetUtcNow();
        return [.. _watched.Where(watched => watched.Value.Schedule.DueAt <= _asked).Select(watched => watched.Key)];
    }

    /// <summary>Reads accounts. Those that are no longer connected aren't watched anymore.</summary>
    /// <param name="due">The accounts from <see cref="FindDue"/>.</param>
    /// <param name="poll">Takes a snapshot of each account, and calls <see cref="Failed"/> for those that fail.</param>
    /// <param name="warn">Called with warnings.</param>
    public void Round(IReadOnlyList<AccountName> due, Action<IReadOnlyList<CostAccount>> poll, Action<string> warn)
    {
        _failed.Clear();
        try
        {
            LetGo(warn);
            poll([.. due.Where(_watched.ContainsKey).Select(name => _watched[name].Account)]);
        }
        finally
        {
            // Also if writing to the store failed: the next round follows after the interval and not immediately.
            foreach (AccountName name in due.Where(name => _watched.ContainsKey(name) && !_failed.Contains(name)))
            {
                _watched[name].Schedule.Succeeded(_asked);
            }
        }
    }

    /// <summary>Records a failed query of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether the failure is new, and when the account is queried again.</returns>
    public (bool IsNew, DateTimeOffset DueAt) Failed(CostAccount account, CostException failure)
    {
        _failed.Add(account.Name);
        PollSchedule schedule = _watched[account.Name].Schedule;
        bool isNew = schedule.Failed(_asked, failure);
        return (isNew, schedule.DueAt);
    }

    /// <summary>Whether a response says something else in addition to its readings than the previous one: the same message is reported once.</summary>
    /// <param name="account">The account.</param>
    /// <param name="answer">The response.</param>
    public bool IsNews(CostAccount account, BalanceAnswer answer)
    {
        string report = string.Join('\n', answer.Faults.Select(fault => fault.Message).Append(answer.Notice));
        bool isNews = !_reported.TryGetValue(account.Name, out string? before) || before != report;
        _reported[account.Name] = report;
        return isNews;
    }

    /// <summary>Adds the burn rate, the remaining days and the alert to a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="reader">Reads the current histories.</param>
    public CostSnapshot Complete(CostSnapshot snapshot, HistoryReader reader)
    {
        var series = new BalanceSeriesKey(snapshot.Account, snapshot.Provider, snapshot.Currency);
        BurnRate rate = reader.BurnOf(series, snapshot.LastSeen, windowDays);

        // The first hours aren't enough for a burn-rate alert.
        decimal? burn = rate is { IsEarly: false, PerDay: { } perDay } ? Amount.Round(perDay) : null;
        if (!_crossings.TryGetValue((snapshot.Account, snapshot.Currency), out ThresholdCrossing? crossing))
        {
            crossing = thresholdsOf();
            _crossings.Add((snapshot.Account, snapshot.Currency), crossing);
        }

        WatchAlert crossed = IsUnused(series, snapshot, reader) ? WatchAlert.None : crossing.Look(snapshot.Total, burn);
        return snapshot with
        {
            DailyBurn = burn,
            RunwayDays = ThresholdCrossing.Runway(snapshot.Total, burn) is { } days ? decimal.Round(days, 2) : null,
            Alert = crossed == WatchAlert.None ? null : crossed,
        };
    }

    // Accounts may be disconnected or reconnected while they are watched, later in the pipeline or by another process.
    private void LetGo(Action<string> warn)
    {
        Dictionary<AccountName, CostAccount> connected = new AccountDirectory(session).ReadAll().ToDictionary(account => new AccountName(account.Name));
        foreach ((AccountName name, (CostAccount _, PollSchedule schedule)) in _watched.ToList())
        {
            if (connected.TryGetValue(name, out CostAccount? account))
            {
                _watched[name] = (account, schedule);
            }
            else
            {
                _watched.Remove(name);
                warn($"The account '{name}' is no longer connected, so Watch-CostSnapshot no longer reads it.");
            }
        }
    }

    // DeepSeek lists a second currency at 0.00 for accounts that never used it. That isn't a balance that fell.
    private bool IsUnused(BalanceSeriesKey series, CostSnapshot snapshot, HistoryReader reader) =>
        snapshot.Total == 0m && !EverHeldMoney(series) && reader.OtherCurrencies(series).Any(EverHeldMoney);

    private bool EverHeldMoney(BalanceSeriesKey series) =>
        session.Store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Any(snapshot => snapshot.Levels.Total != 0m);
}
