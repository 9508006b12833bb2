namespace CostCompass.Balances;

/// <summary>The key of a series of snapshots. Each currency of an account is a separate series. Keys that differ only in case are equal.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public sealed record BalanceSeriesKey(AccountName Account, string Provider, string Currency)
{
    /// <inheritdoc/>
    public bool Equals(BalanceSeriesKey? other) =>
        other is not null
        && IsOfAccount(other.Account, other.Provider)
        && string.Equals(Currency, other.Currency, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the series belongs to an account, which has one for each currency.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="provider">The provider's name.</param>
    public bool IsOfAccount(AccountName account, string provider) => Account == account && CostProvider.NameComparer.Equals(Provider, provider);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Account,
        CostProvider.NameComparer.GetHashCode(Provider),
        string.GetHashCode(Currency, StringComparison.OrdinalIgnoreCase));
}
