namespace CostCompass.Application;

/// <summary>The DeepSeek account that pays for a call, and the currency of the balance that it pays from.</summary>
/// <param name="Account">The account's name, or null if none was specified and there isn't exactly one.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Others">The candidates if no account was chosen.</param>
public sealed record PayingAccount(AccountName? Account, string Currency, IReadOnlyList<AccountName> Others)
{
    private const string Provider = "DeepSeek";
    private const string UsualCurrency = "USD";

    /// <summary>The series of the balance; null without an account.</summary>
    public BalanceSeriesKey? Series => Account is { } account ? new BalanceSeriesKey(account, Provider, Currency) : null;

    /// <summary>
    /// Finds the specified account, or the only one. Its currency is the specified one, or that of the balance with money, or USD.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="name">A plain name, or null for the only one.</param>
    /// <param name="currency">A currency, or null for that of the balance.</param>
    /// <exception cref="CostException"><c>AccountNotFound</c>.</exception>
    public static PayingAccount Find(CostSession session, string? name, string? currency)
    {
        List<StoredSeries> series = session.Store.ReadSeries().Where(one => CostProvider.NameComparer.Equals(one.Key.Provider, Provider)).ToList();
        List<AccountName> names = new AccountDirectory(session).ReadAll()
            .Where(account => CostProvider.NameComparer.Equals(account.Provider, Provider))
            .Select(account => new AccountName(account.Name))
            .Concat(series.Select(one => one.Key.Account))
            .Distinct()
            .Order()
            .ToList();
        List<AccountName> asked = name is null ? names : names.FindAll(one => one == name);
        AccountName? chosen = asked.Count == 1 ? asked[0] : name is null ? (AccountName?)null : throw AccountDirectory.NotFound(name, Provider);
        string? funded = StoredSeries.Paying(series.Where(one => one.Key.Account == chosen))?.Key.Currency;
        string code = string.IsNullOrEmpty(currency) ? funded ?? UsualCurrency : CurrencyCode.Require(currency);
        return new PayingAccount(chosen, code, chosen is null ? names : []);
    }

    /// <summary>The series of the balance, or why there is none.</summary>
    /// <exception cref="CostException"><c>NoAccount</c> or <c>AccountNeeded</c>.</exception>
    public BalanceSeriesKey RequireSeries() => Series ?? throw (Others.Count == 0
        ? AccountErrors.NoAccountToReserve()
        : AccountErrors.AccountNeeded(string.Join(", ", Others)));
}
