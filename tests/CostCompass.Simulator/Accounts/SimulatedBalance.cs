namespace CostCompass.Simulator.Accounts;

/// <summary>
/// One currency of an account: the exact amounts, and which part of the spend the balance endpoint does not show yet.
/// Top-ups, grants and expiries show at once; only spend is late, as with the real provider.
/// </summary>
public sealed class SimulatedBalance
{
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<GrantLot> lots = [];
    private readonly List<(DateTimeOffset ShownFrom, Charge Charge)> hidden = [];
    private readonly List<(DateTimeOffset At, decimal Amount)> charges = [];
    private decimal toppedUp;
    private decimal spent;

    internal SimulatedBalance(string currency, TimeProvider clock)
    {
        Currency = currency;
        this.clock = clock;
    }

    public string Currency { get; }

    /// <summary>The exact granted credit at this moment.</summary>
    public decimal Granted
    {
        get
        {
            lock (gate)
            {
                Settle();
                return lots.Sum(lot => lot.Remaining);
            }
        }
    }

    /// <summary>The exact topped-up credit at this moment.</summary>
    public decimal ToppedUp
    {
        get
        {
            lock (gate)
            {
                return toppedUp;
            }
        }
    }

    /// <summary>All that was ever spent: the truth that a tracker's figure is compared with. Expired credit is not spend.</summary>
    public decimal Spent
    {
        get
        {
            lock (gate)
            {
                return spent;
            }
        }
    }

    /// <summary>What was spent since an instant.</summary>
    public decimal SpentSince(DateTimeOffset instant)
    {
        lock (gate)
        {
            return charges.Where(charge => charge.At >= instant).Sum(charge => charge.Amount);
        }
    }

    public decimal Total
    {
        get
        {
            lock (gate)
            {
                return Granted + toppedUp;
            }
        }
    }

    public void TopUp(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        lock (gate)
        {
            toppedUp += amount;
        }
    }

    public void Grant(decimal amount, DateTimeOffset? expiresAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        lock (gate)
        {
            lots.Add(new GrantLot(amount, expiresAt));
            lots.Sort((first, second) => (first.ExpiresAt ?? DateTimeOffset.MaxValue).CompareTo(second.ExpiresAt ?? DateTimeOffset.MaxValue));
        }
    }

    /// <summary>Lets all granted credit expire now.</summary>
    /// <returns>What was lost.</returns>
    public decimal ExpireGrants()
    {
        lock (gate)
        {
            var lost = Granted;
            lots.Clear();
            return lost;
        }
    }

    /// <summary>Takes an amount, granted credit first. What it is more than there is leaves the topped-up credit below zero.</summary>
    /// <returns>What was taken from each pool.</returns>
    public Charge Spend(decimal amount, TimeSpan lag = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        lock (gate)
        {
            Settle();
            var fromGranted = 0m;
            foreach (var lot in lots)
            {
                var part = Math.Min(lot.Remaining, amount - fromGranted);
                lot.Remaining -= part;
                fromGranted += part;
            }

            var fromToppedUp = amount - fromGranted;
            toppedUp -= fromToppedUp;
            var charge = new Charge(fromGranted, fromToppedUp);
            spent += charge.Total;
            charges.Add((clock.GetUtcNow(), charge.Total));
            hidden.Add((clock.GetUtcNow() + lag, charge));
            return charge;
        }
    }

    public ShownBalance Show(BalanceRounding rounding)
    {
        lock (gate)
        {
            Settle();
            return new ShownBalance(
                Currency,
                Round(Granted + hidden.Sum(item => item.Charge.Granted), rounding),
                Round(toppedUp + hidden.Sum(item => item.Charge.ToppedUp), rounding));
        }
    }

    private void Settle()
    {
        var now = clock.GetUtcNow();
        lots.RemoveAll(lot => lot.Remaining == 0m || lot.ExpiresAt <= now);
        hidden.RemoveAll(item => item.ShownFrom <= now);
    }

    private static decimal Round(decimal amount, BalanceRounding rounding) => rounding switch
    {
        BalanceRounding.Floor => decimal.Round(amount, 2, MidpointRounding.ToNegativeInfinity),
        BalanceRounding.HalfEven => decimal.Round(amount, 2, MidpointRounding.ToEven),
        _ => amount,
    };
}
