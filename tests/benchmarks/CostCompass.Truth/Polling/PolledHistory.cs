using CostCompass.Balances;
using CostCompass.Truth.Accounts;
using CostCompass.Truth.Demand;

namespace CostCompass.Truth.Polling;

/// <summary>What polling an account saw: snapshots, and beside each what had truly happened since the one before.</summary>
internal sealed class PolledHistory
{
    private const long Cent = TrueAccount.Unit / 100;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly List<BalanceSnapshot> _snapshots = [];
    private readonly List<TrueWindow> _truths = [];
    private long _shownGranted;
    private long _shownToppedUp;

    /// <summary>Polls an account from its start to its end.</summary>
    /// <param name="account">The account.</param>
    /// <param name="interval">How often.</param>
    /// <param name="seed">Where in the interval polling begins, and how far each reading strays from its time.</param>
    public PolledHistory(TrueAccount account, PollingInterval interval, int seed)
    {
        Account = account;
        var chance = new Random(seed);
        long step = interval.Duration.Ticks / TimeSpan.TicksPerMicrosecond;
        long granted = account.InitialGranted;
        long toppedUp = account.InitialToppedUp;
        long spent = 0;
        long paid = 0;
        long expired = 0;
        int next = 0;
        TrueWindow before = default;
        Take(0);
        long dark = long.MaxValue;
        long light = 0;
        for (long at = 1 + chance.NextInt64(step); at < account.End; at += step)
        {
            if (interval.HasOutages && at >= light)
            {
                // Every five days or so nothing is read for half an hour to a few days.
                dark = at + (long)(5 * 24 * TrueAccount.Hour * Chance.Exponential(chance));
                light = dark + (long)(Math.Min(96, 0.5 + (12 * Math.Exp(Chance.Normal(chance)))) * TrueAccount.Hour);
            }

            long jitter = chance.NextInt64(Math.Min(step / 10, 5_000_000));
            if ((!interval.HasOutages || at < dark) && (!interval.IsOfficeHours || IsOfficeHour(at / TrueAccount.Hour)))
            {
                Take(at + jitter);
            }
        }

        Take(account.End + step);

        void Take(long at)
        {
            for (; next < account.Movements.Count && account.Movements[next].ShownAt <= at; next++)
            {
                Movement movement = account.Movements[next];
                granted += movement.Granted;
                toppedUp += movement.ToppedUp;
                spent -= movement.Kind == MovementKind.Spend ? movement.Granted + movement.ToppedUp : 0;
                paid += movement.Kind == MovementKind.TopUp ? movement.ToppedUp : 0;
                expired -= movement.Kind == MovementKind.Expiry ? movement.Granted : 0;
            }

            if (Add(InstantOf(at), granted / Cent, toppedUp / Cent))
            {
                var truth = new TrueWindow(Amount.FromNano(spent), Amount.FromNano(paid), Amount.FromNano(expired));
                _truths.Add(new TrueWindow(truth.Spend - before.Spend, truth.TopUp - before.TopUp, truth.Expired - before.Expired));
                before = truth;
            }
        }

        TrueSpend = Amount.FromNano(spent);
    }

    public TrueAccount Account { get; }

    /// <summary>The snapshots: equal readings in a row are one.</summary>
    public IReadOnlyList<BalanceSnapshot> Snapshots => _snapshots;

    /// <summary>For each snapshot what had truly happened since the one before.</summary>
    public IReadOnlyList<TrueWindow> Truths => _truths;

    /// <summary>All that was spent.</summary>
    public decimal TrueSpend { get; }

    /// <summary>What the owner could record: every movement of some kinds at the instant at which it happened.</summary>
    /// <param name="kinds">The kinds.</param>
    public IReadOnlyList<CostBalanceEvent> Records(params MovementKind[] kinds) => Account.Movements
        .Where(movement => movement.Kind != MovementKind.Spend && kinds.Contains(movement.Kind))
        .OrderBy(movement => movement.At)
        .Select(movement => new CostBalanceEvent
        {
            Account = "true",
            Currency = "USD",
            At = InstantOf(movement.At),
            Amount = Amount.FromNano(Math.Abs(movement.Granted + movement.ToppedUp)),
            Kind = movement.Kind switch
            {
                MovementKind.TopUp => BalanceEventKind.TopUp,
                MovementKind.Grant => BalanceEventKind.Grant,
                _ => BalanceEventKind.GrantExpiry,
            },
        })
        .ToList();

    // The history begins on a Monday.
    private static bool IsOfficeHour(long hour) => hour / 24 % 7 < 5 && hour % 24 is >= 9 and < 17;

    private static DateTimeOffset InstantOf(long at) => Start.AddMicroseconds(at);

    // The amounts are in whole cents, rounded down: that is what the balance shows.
    private bool Add(DateTimeOffset at, long granted, long toppedUp)
    {
        if (_snapshots.Count > 0 && granted == _shownGranted && toppedUp == _shownToppedUp)
        {
            _snapshots[^1] = _snapshots[^1] with { LastSeen = at };
            return false;
        }

        _shownGranted = granted;
        _shownToppedUp = toppedUp;
        decimal total = (granted + toppedUp) / 100m;
        _snapshots.Add(new BalanceSnapshot(at, at, new BalanceLevels(total, granted / 100m, toppedUp / 100m, total > 0m)));
        return true;
    }
}
