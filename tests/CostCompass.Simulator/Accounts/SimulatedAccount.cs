using System.Collections.Concurrent;
using CostCompass.Simulator.Billing;

namespace CostCompass.Simulator.Accounts;

/// <summary>An account: a key and a balance in one or two currencies, in the order in which the balance endpoint lists them.</summary>
public sealed class SimulatedAccount
{
    private readonly TimeProvider clock;
    private readonly ConcurrentQueue<SimulatedBalance> balances = new();

    internal SimulatedAccount(string key, TimeProvider clock)
    {
        Key = key;
        this.clock = clock;
    }

    /// <summary>The key that opens the account. It appears in no log or output of the simulator, and in no answer but that of Vast.</summary>
    public string Key { get; }

    public IReadOnlyList<SimulatedBalance> Balances => [.. balances];

    /// <summary>For how long after a spend the balance endpoint still shows what was there before, in simulated time.</summary>
    public TimeSpan IngestionLag { get; set; }

    public BalanceRounding Rounding { get; set; }

    /// <summary>A restricted key: it sees its balance, which is then not available, and may not call.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>Whether its key is one of an administrator, which cost reports ask for.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>What the account owes, where a provider shows that: Moonshot as cash below zero, DigitalOcean as a balance to pay.</summary>
    public decimal Owed { get; set; }

    /// <summary>How much its key may use, where a provider limits that; null for no limit.</summary>
    public decimal? KeyLimit { get; set; }

    /// <summary>What it was billed, as cost reports tell it.</summary>
    public BilledAmounts Costs { get; } = new();

    /// <summary>Whether the account may call: it is not restricted and something is left.</summary>
    public bool IsAvailable => !IsRestricted && balances.Any(balance => balance.Total > 0m);

    /// <summary>The balance of a currency, made empty when the account has none yet.</summary>
    public SimulatedBalance In(string currency)
    {
        var code = currency.ToUpperInvariant();
        lock (balances)
        {
            if (balances.FirstOrDefault(balance => balance.Currency == code) is { } found)
            {
                return found;
            }

            var added = new SimulatedBalance(code, clock);
            balances.Enqueue(added);
            return added;
        }
    }

    /// <summary>What a provider lets the account use on credit, where one shows that: Novita's credit limit.</summary>
    public decimal CreditLimit { get; set; }

    /// <summary>The balance that pays for a call: the first with anything left, or null when nothing is. The call may cost more than that.</summary>
    public SimulatedBalance? Paying => IsRestricted ? null : balances.FirstOrDefault(balance => balance.Total > 0m);

    /// <summary>Spends now; the balance endpoint shows it after the lag.</summary>
    public Charge Spend(decimal amount, string currency) => In(currency).Spend(amount, IngestionLag);
}
