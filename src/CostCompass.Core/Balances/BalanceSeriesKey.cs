using CostCompass.Accounts;

namespace CostCompass.Balances;

/// <summary>Names one series of snapshots. Each currency of an account is a series of its own. Keys that differ only in case are equal.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public sealed record BalanceSeriesKey(AccountName Account, string Provider, string Currency)
{
    /// <inheritdoc/>
    public bool Equals(BalanceSeriesKey? other) =>
        other is not null
        && Account == other.Account
        && string.Equals(Provider, other.Provider, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Currency, other.Currency, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Account,
        string.GetHashCode(Provider, StringComparison.OrdinalIgnoreCase),
        string.GetHashCode(Currency, StringComparison.OrdinalIgnoreCase));
}
