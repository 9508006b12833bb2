using CostCompass.Truth.Demand;

namespace CostCompass.Truth.Accounts;

/// <summary>
/// An account of which everything is known. Demand becomes many small calls; granted credit is spent first, the lot that
/// expires soonest before the others; a call that the balance cannot pay is refused.
/// </summary>
internal sealed class TrueAccount
{
    /// <summary>One unit of the currency.</summary>
    public const long Unit = 1_000_000_000;

    /// <summary>One hour of the history.</summary>
    public const long Hour = 3_600_000_000;

    /// <summary>No spend is shown later than this after it happened.</summary>
    public const long MostLag = 120_000_000;

    private const double CallsPerDay = 500;
    private readonly List<Movement> _movements = [];
    private readonly List<GrantLot> _lots = [];
    private readonly Random _chance;
    private readonly PaymentHabit _habit;
    private readonly double _perDay;
    private readonly AccountPlan _plan;
    private readonly long _paymentLag;
    private long _toppedUp;
    private long _lowMark;
    private long _paymentAt = long.MaxValue;
    private long _grantAt = long.MaxValue;

    /// <summary>Plays an account through.</summary>
    /// <param name="plan">What kind of account it is.</param>
    /// <param name="demand">What is wanted in each hour; its mean is 1.</param>
    /// <param name="perDay">How many units of the currency a mean day costs.</param>
    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="paymentLag">How many microseconds after a payment the balance shows it, at the most.</param>
    public TrueAccount(AccountPlan plan, IReadOnlyList<double> demand, double perDay, int seed, long paymentLag = 0)
    {
        _plan = plan;
        _perDay = perDay;
        _chance = new Random(seed);
        _habit = new PaymentHabit(_chance, perDay, seed % 2 == 0);
        _paymentLag = paymentLag;
        Open(demand.Count);
        InitialGranted = _lots.Sum(lot => lot.Remaining);
        InitialToppedUp = _toppedUp;
        Play(demand);

        // A day of quiet at the end: whatever was spent has been shown by then.
        End = (demand.Count + 24) * Hour;
        _movements.Sort(static (left, right) => left.ShownAt.CompareTo(right.ShownAt));
    }

    /// <summary>All movements, in the order in which the balance shows them.</summary>
    public IReadOnlyList<Movement> Movements => _movements;

    public long InitialGranted { get; }

    public long InitialToppedUp { get; }

    /// <summary>The end of the history.</summary>
    public long End { get; }

    private void Open(int hours)
    {
        Pay();
        switch (_plan)
        {
            case AccountPlan.GrantedThroughout:
                _lots.Add(new GrantLot((long)(_perDay * hours / 24 * 3) * Unit, long.MaxValue));
                _paymentAt = (long)(10 * 24 * Hour * Chance.Exponential(_chance));
                break;
            case AccountPlan.Grants or AccountPlan.ManyGrants or AccountPlan.ExpiringGrants:
                _grantAt = (long)(5 * 24 * Hour * _chance.NextDouble());
                break;
            default:
                break;
        }
    }

    private void Play(IReadOnlyList<double> demand)
    {
        double price = _perDay / CallsPerDay;
        for (int hour = 0; hour < demand.Count; hour++)
        {
            int calls = Chance.Poisson(_chance, demand[hour] * CallsPerDay / 24);
            long[] instants = new long[calls];
            for (int call = 0; call < calls; call++)
            {
                instants[call] = (hour * Hour) + 1 + _chance.NextInt64(Hour - 1);
            }

            Array.Sort(instants);
            foreach (long at in instants)
            {
                CatchUp(at);
                Spend(at, (long)(price * Unit * Chance.Exponential(_chance)));
            }
        }
    }

    private void CatchUp(long now)
    {
        for (GrantLot? lot = Expired(now); lot is not null; lot = Expired(now))
        {
            _lots.Remove(lot);
            _movements.Add(new Movement(MovementKind.Expiry, lot.ExpiresAt, lot.ExpiresAt, -lot.Remaining, 0));
        }

        if (_grantAt <= now)
        {
            Grant(_grantAt);
            _grantAt += (long)((_plan == AccountPlan.ManyGrants ? 2 : 14) * 24 * Hour * (0.5 + _chance.NextDouble()));
        }

        if (_paymentAt <= now)
        {
            long shownAt = _paymentAt + (long)(_paymentLag * _chance.NextDouble());
            long amount = Pay();
            _movements.Add(new Movement(MovementKind.TopUp, _paymentAt, shownAt, 0, amount));
            _paymentAt = _plan == AccountPlan.GrantedThroughout
                ? _paymentAt + (long)(10 * 24 * Hour * Chance.Exponential(_chance))
                : long.MaxValue;
        }
    }

    private GrantLot? Expired(long now) => _lots.Find(lot => lot.ExpiresAt <= now);

    private void Grant(long at)
    {
        // A few days of spend in a round amount, and often more than the owner uses before it expires.
        long amount = Math.Max(1, (long)(_perDay * (_plan == AccountPlan.ManyGrants ? 1 + _chance.NextDouble() : 2 + (18 * _chance.NextDouble()))));
        long life = (long)((7 + (23 * _chance.NextDouble())) * 24 * Hour);
        _lots.Add(new GrantLot(amount * Unit, _plan == AccountPlan.ExpiringGrants ? at + life : long.MaxValue));
        _lots.Sort(static (left, right) => left.ExpiresAt.CompareTo(right.ExpiresAt));
        _movements.Add(new Movement(MovementKind.Grant, at, at, amount * Unit, 0));
    }

    private long Pay()
    {
        long amount = _habit.Next() * (Unit / 100);
        _toppedUp += amount;
        _lowMark = (long)(amount * (0.02 + (0.3 * _chance.NextDouble())));
        return amount;
    }

    private void Spend(long at, long price)
    {
        long granted = _lots.Sum(lot => lot.Remaining);
        if (price <= granted + _toppedUp)
        {
            long left = Math.Min(price, granted);
            long fromGranted = left;
            foreach (GrantLot lot in _lots)
            {
                long part = Math.Min(lot.Remaining, left);
                lot.Remaining -= part;
                left -= part;
            }

            _lots.RemoveAll(lot => lot.Remaining == 0);
            _toppedUp -= price - fromGranted;
            granted -= fromGranted;
            long lag = 1_000_000 + _chance.NextInt64(MostLag - 1_000_000);
            _movements.Add(new Movement(MovementKind.Spend, at, at + lag, -fromGranted, fromGranted - price));
        }

        // The owner notices a low balance after a while.
        if (_paymentAt == long.MaxValue && granted + _toppedUp < Math.Max(_lowMark, price))
        {
            _paymentAt = at + 1 + (long)(Hour * Chance.Exponential(_chance));
        }
    }

    private sealed class GrantLot(long amount, long expiresAt)
    {
        public long Remaining { get; set; } = amount;

        public long ExpiresAt { get; } = expiresAt;
    }
}
