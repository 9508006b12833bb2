using CostCompass.Balances;
using CostCompass.Spending;

namespace CostCompass.Core.Tests.Spending;

/// <summary>
/// An account that is played through: what was polled, and beside it what truly happened. Granted credit is spent first.
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
                snapshots[^1] = snapshots[^1] with { LastSeen = poll.At };
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
        yield return Seen();
        foreach (AccountStep step in Steps.Append(LastPoll))
        {
            now = now.AddMicroseconds(step.Wait);
            switch (step.Kind)
            {
                case AccountStepKind.Spend:
                    long fromGranted = Math.Min(step.Nano, granted);
                    long fromToppedUp = Math.Min(step.Nano - fromGranted, toppedUp);
                    granted -= fromGranted;
                    toppedUp -= fromToppedUp;
                    spent += fromGranted + fromToppedUp;
                    break;
                case AccountStepKind.TopUp:
                    toppedUp += step.Nano;
                    flows = flows with { TopUp = flows.TopUp + step.Nano };
                    break;
                case AccountStepKind.Grant:
                    granted += step.Nano;
                    flows = flows with { Grant = flows.Grant + step.Nano };
                    break;
                case AccountStepKind.Expire:
                    long expired = Math.Min(step.Nano, granted);
                    granted -= expired;
                    flows = flows with { Expiry = flows.Expiry + expired };
                    break;
                case AccountStepKind.Refund:
                    long refunded = Math.Min(step.Nano, toppedUp);
                    toppedUp -= refunded;
                    flows = flows with { Refund = flows.Refund + refunded };
                    break;
                default:
                    yield return Seen();
                    break;
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
