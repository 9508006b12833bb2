namespace CostCompass.Core.Tests.Spending;

/// <summary>
/// An account that is played through: what was polled, and beside it what truly happened. Granted credit is spent first, and the last call
/// may cost more than is left: the topped-up credit is below zero then, and calls are refused.
/// </summary>
internal sealed class AccountHistory
{
    private static readonly AccountStep LastPoll = new(AccountStepKind.Poll, 0, 1_000_000);

    public AccountHistory(DateTimeOffset start, long granted, long toppedUp, IReadOnlyList<AccountStep> steps)
    {
        Start = start;
        Granted = granted;
        ToppedUp = toppedUp;
        Steps = steps;
        Polls = Play().ToArray();
    }

    public DateTimeOffset Start { get; }

    public long Granted { get; }

    public long ToppedUp { get; }

    public IReadOnlyList<AccountStep> Steps { get; }

    /// <summary>All that was polled, the first instant and the end of the history included.</summary>
    public IReadOnlyList<Poll> Polls { get; }

    /// <summary>What was truly spent between the first and the last poll.</summary>
    public decimal TrueSpend => Polls[^1].SpentSoFar - Polls[0].SpentSoFar;

    /// <summary>The series of snapshots: equal readings in a row are one.</summary>
    public IReadOnlyList<BalanceSnapshot> Snapshots => Merge(Polls);

    /// <summary>The windows of the series, without any record.</summary>
    public IReadOnlyList<SpendWindow> Windows => Derive(Snapshots);

    public static IReadOnlyList<BalanceSnapshot> Merge(IEnumerable<Poll> polls)
    {
        var snapshots = new List<BalanceSnapshot>();
        foreach (Poll poll in polls)
        {
            if (snapshots.Count > 0 && snapshots[^1].Levels == poll.Levels)
            {
                BalanceSnapshot run = snapshots[^1];
                TimeSpan gap = poll.At - run.LastSeen;
                snapshots[^1] = run with { LastSeen = poll.At, LongestGap = gap > run.LongestGap ? gap : run.LongestGap };
            }
            else
            {
                snapshots.Add(new BalanceSnapshot(poll.At, poll.At, poll.Levels));
            }
        }

        return snapshots;
    }

    public static IReadOnlyList<SpendWindow> Derive(IEnumerable<BalanceSnapshot> snapshots)
    {
        var derivation = new WindowDerivation();
        return snapshots.Select(snapshot => derivation.Next(snapshot)).ToList();
    }

    public static decimal Total(IEnumerable<SpendWindow> windows) => windows.Sum(window => window.Amount ?? 0m);

    /// <summary>The windows between all polls, each with what flowed in it and what was truly spent in it.</summary>
    public IEnumerable<(SpendWindow Window, decimal TrueSpend)> RecordedWindows()
    {
        var derivation = new WindowDerivation();
        Poll? before = null;
        foreach (Poll poll in Polls)
        {
            PoolFlows flows = before is null ? default : poll.FlowsSoFar.Less(before.FlowsSoFar);
            SpendWindow window = derivation.Next(new BalanceSnapshot(poll.At, poll.At, poll.Levels), flows);
            if (before is not null)
            {
                yield return (window, poll.SpentSoFar - before.SpentSoFar);
            }

            before = poll;
        }
    }

    /// <summary>Everything that flowed other than spend, as records at its true instants.</summary>
    public IReadOnlyList<CostBalanceEvent> Records { get; private set; } = [];

    /// <summary>
    /// What the whole history costs when everything is recorded at its true instant: derived as the commands do it. A last reading
    /// ends the last run, and gives the balance the time to show all of it.
    /// </summary>
    /// <param name="order">Puts the records into some order.</param>
    public decimal RecordedTotal(Func<IReadOnlyList<CostBalanceEvent>, IEnumerable<CostBalanceEvent>> order)
    {
        Poll last = Polls[^1];
        last = last with
        {
            At = last.At + SpendHistory.EventTolerance, Levels = last.Levels with { IsAvailable = !last.Levels.IsAvailable },
        };
        var context = new SeriesContext { Events = [.. order(Records)] };
        return SpendHistory.Derive(Merge(Polls.Append(last)), DateTimeOffset.MaxValue, context).Sum(step => step.Window.Amount ?? 0m);
    }

    /// <summary>What flowed between each poll and the next.</summary>
    public IEnumerable<PoolFlows> RecordsPerPoll() =>
        Polls.Zip(Polls.Skip(1), (before, after) => after.FlowsSoFar.Less(before.FlowsSoFar));

    public AccountHistory With(IReadOnlyList<AccountStep> steps) => new(Start, Granted, ToppedUp, steps);

    public AccountHistory With(long granted, long toppedUp) => new(Start, granted, toppedUp, Steps);

    public override string ToString() => FormattableString.Invariant(
        $"{Start:O} granted {Granted / 1_000_000_000m} topped-up {ToppedUp / 1_000_000_000m}: {string.Join("; ", Steps)}");

    private IEnumerable<Poll> Play()
    {
        long granted = Granted;
        long toppedUp = ToppedUp;
        long spent = 0;
        var flows = new Flows(0, 0, 0, 0);
        DateTimeOffset now = Start;
        var records = new List<CostBalanceEvent>();
        Records = records;
        yield return Seen();
        foreach (AccountStep step in Steps.Append(LastPoll))
        {
            now = now.AddMicroseconds(step.Wait);
            switch (step.Kind)
            {
                case AccountStepKind.Spend:
                    long cost = granted + toppedUp > 0 ? step.Nano : 0;
                    long fromGranted = Math.Min(cost, granted);
                    long fromToppedUp = cost - fromGranted;
                    granted -= fromGranted;
                    toppedUp -= fromToppedUp;
                    spent += fromGranted + fromToppedUp;
                    break;
                case AccountStepKind.TopUp:
                    toppedUp += step.Nano;
                    Record(BalanceEventKind.TopUp, step.Nano);
                    flows = flows with { TopUp = flows.TopUp + step.Nano };
                    break;
                case AccountStepKind.Grant:
                    granted += step.Nano;
                    Record(BalanceEventKind.Grant, step.Nano);
                    flows = flows with { Grant = flows.Grant + step.Nano };
                    break;
                case AccountStepKind.Expire:
                    long expired = Math.Min(step.Nano, granted);
                    granted -= expired;
                    Record(BalanceEventKind.GrantExpiry, expired);
                    flows = flows with { Expiry = flows.Expiry + expired };
                    break;
                case AccountStepKind.Refund:
                    long refunded = Math.Min(step.Nano, Math.Max(0, toppedUp));
                    toppedUp -= refunded;
                    Record(BalanceEventKind.Refund, refunded);
                    flows = flows with { Refund = flows.Refund + refunded };
                    break;
                default:
                    yield return Seen();
                    break;
            }
        }

        void Record(BalanceEventKind kind, long nano)
        {
            if (nano > 0)
            {
                records.Add(new CostBalanceEvent { Account = "a", Currency = "USD", Kind = kind, Amount = Amount.FromNano(nano), At = now });
            }
        }

        Poll Seen() => new(
            now,
            new BalanceLevels(Amount.FromNano(granted + toppedUp), Amount.FromNano(granted), Amount.FromNano(toppedUp), granted + toppedUp > 0),
            Amount.FromNano(spent),
            flows);
    }

    /// <summary>What a poll saw, and what had truly happened until then.</summary>
    internal sealed record Poll(DateTimeOffset At, BalanceLevels Levels, decimal SpentSoFar, Flows FlowsSoFar);

    /// <summary>What flowed other than spend, in 1e-9 units.</summary>
    internal sealed record Flows(long TopUp, long Grant, long Expiry, long Refund)
    {
        public PoolFlows Less(Flows before) => new(
            Amount.FromNano(TopUp - before.TopUp),
            Amount.FromNano(Grant - before.Grant),
            Amount.FromNano(Expiry - before.Expiry),
            Amount.FromNano(Refund - before.Refund));
    }
}
