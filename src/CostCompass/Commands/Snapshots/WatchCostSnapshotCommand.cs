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
    private readonly Dictionary<AccountName, (CostAccount Account, PollSchedule Schedule)> _watched = [];
    private readonly Dictionary<(AccountName Account, string Currency), ThresholdCrossing> _crossings = [];
    private readonly HashSet<AccountName> _failed = [];
    private readonly Dictionary<AccountName, string> _reported = [];
    private DateTimeOffset _asked;

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

    private protected override void Process()
    {
        foreach (CostAccount account in FindAccounts(null))
        {
            _watched[account.Name] = (account, new PollSchedule(Interval));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        int round = 0;
        while (_watched.Count > 0 && round != Count)
        {
            WaitUntil(_watched.Values.Min(watched => watched.Schedule.DueAt));
            _asked = Now;
            List<AccountName> due = _watched.Where(watched => watched.Value.Schedule.DueAt <= _asked).Select(watched => watched.Key).ToList();

            // If the clock was set back in the meantime, no account is due yet and nothing was queried.
            round += due.Count > 0 ? 1 : 0;
            Attempt(null, () => Round(due));
        }
    }

    private protected override List<CostSnapshot> Complete(List<CostSnapshot> snapshots, HistoryReader reader) =>
        snapshots.ConvertAll(snapshot => Complete(snapshot, reader));

    private CostSnapshot Complete(CostSnapshot snapshot, HistoryReader reader)
    {
        var series = new BalanceSeriesKey(snapshot.Account, snapshot.Provider, snapshot.Currency);
        BurnRate rate = reader.BurnOf(series, snapshot.LastSeen, WindowDays);

        // The first hours aren't enough for a burn-rate alert.
        decimal? burn = rate is { IsEarly: false, PerDay: { } perDay } ? Amount.Round(perDay) : null;
        if (!_crossings.TryGetValue((snapshot.Account, snapshot.Currency), out ThresholdCrossing? crossing))
        {
            crossing = new ThresholdCrossing(new WatchThresholds(BelowBalance, RunwayDays, BurnAbove));
            _crossings.Add((snapshot.Account, snapshot.Currency), crossing);
        }

        WatchAlert crossed = IsUnused(series, snapshot, reader) ? WatchAlert.None : crossing.Look(snapshot.Total, burn);
        return snapshot with
        {
            DailyBurn = burn,
            RunwayDays = WatchThresholds.Runway(snapshot.Total, burn) is { } days ? decimal.Round(days, 2) : null,
            Alert = crossed == WatchAlert.None ? null : crossed,
        };
    }

    private protected override bool NoteFailure(CostAccount account, CostException failure)
    {
        _failed.Add(account.Name);
        PollSchedule schedule = _watched[account.Name].Schedule;
        bool isNews = schedule.Failed(_asked, failure);
        WriteVerbose(string.Create(CultureInfo.CurrentCulture, $"The next attempt for the account '{account.Name}' is at {schedule.DueAt:u}: {failure.Message}"));
        return isNews;
    }

    // A message that stays the same from round to round is reported once.
    private protected override void Report(CostAccount account, BalanceAnswer answer)
    {
        string report = string.Join('\n', answer.Faults.Select(fault => fault.Message).Append(answer.Notice));
        if (!_reported.TryGetValue(account.Name, out string? before) || before != report)
        {
            base.Report(account, answer);
        }

        _reported[account.Name] = report;
    }

    private void Round(List<AccountName> due)
    {
        _failed.Clear();
        try
        {
            LetGo();
            Poll(due.Where(_watched.ContainsKey).Select(name => _watched[name].Account).ToList());
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

    // Accounts may be disconnected or reconnected while they are watched, later in the pipeline or by another process.
    private void LetGo()
    {
        Dictionary<AccountName, CostAccount> connected = new AccountDirectory(Session).ReadAll().ToDictionary(account => new AccountName(account.Name));
        foreach ((AccountName name, (CostAccount _, PollSchedule schedule)) in _watched.ToList())
        {
            if (connected.TryGetValue(name, out CostAccount? account))
            {
                _watched[name] = (account, schedule);
            }
            else
            {
                _watched.Remove(name);
                WriteWarning($"The account '{name}' is no longer connected and isn't watched anymore.");
            }
        }
    }

    // DeepSeek lists a second currency at 0.00 for accounts that never used it. That isn't a balance that fell.
    private bool IsUnused(BalanceSeriesKey series, CostSnapshot snapshot, HistoryReader reader) =>
        snapshot.Total == 0m && !EverHeldMoney(series) && reader.OtherCurrencies(series).Any(EverHeldMoney);

    private bool EverHeldMoney(BalanceSeriesKey series) =>
        Store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Any(snapshot => snapshot.Levels.Total != 0m);
}
