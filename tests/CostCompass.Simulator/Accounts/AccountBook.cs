using System.Collections.Concurrent;

namespace CostCompass.Simulator.Accounts;

/// <summary>The accounts of the simulated provider, found by their keys.</summary>
public sealed class AccountBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SimulatedAccount> accounts = new(StringComparer.Ordinal);

    public IReadOnlyList<SimulatedAccount> All => [.. accounts.Values];

    /// <summary>The account when there is exactly one.</summary>
    public SimulatedAccount Only => All is [var account]
        ? account
        : throw new InvalidOperationException($"There are {accounts.Count} accounts: say which by its key.");

    /// <summary>Adds an account, or replaces the one that has the key.</summary>
    public SimulatedAccount Add(string key, string currency = "USD", decimal toppedUp = 0m, decimal granted = 0m)
    {
        var account = AddEmpty(key);
        account.In(currency).TopUp(toppedUp);
        account.In(currency).Grant(granted);
        return account;
    }

    /// <summary>Adds an account without a balance, or replaces the one that has the key.</summary>
    public SimulatedAccount AddEmpty(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return accounts[key] = new SimulatedAccount(key, clock);
    }

    public bool Remove(string key) => accounts.TryRemove(key, out _);

    public SimulatedAccount? Find(string? key) => key is not null && accounts.TryGetValue(key, out var account) ? account : null;

    /// <summary>The account of a key, or the only one when no key is given.</summary>
    public SimulatedAccount Require(string? key) =>
        key is null ? Only : Find(key) ?? throw new InvalidOperationException("No account has this key.");
}
