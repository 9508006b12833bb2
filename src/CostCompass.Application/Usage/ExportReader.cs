namespace CostCompass.Application;

/// <summary>Reads imported usage exports.</summary>
/// <param name="store">The store.</param>
/// <param name="calendar">The calendar of the time zone in which days are shown.</param>
public sealed class ExportReader(SqlCostStore store, ZoneCalendar calendar)
{
    /// <summary>The models to include, by their plain names.</summary>
    public required IReadOnlyList<NamePattern> Models { get; init; }

    /// <summary>The currency of the costs to include, or null or empty for all rows.</summary>
    public string? Currency { get; init; }

    /// <summary>Only days that end after this time are included.</summary>
    public required DateTimeOffset After { get; init; }

    /// <summary>Only days that start before this time are included.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>The accounts with exports whose names match.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>NoExport</c> if a plain name has none.</exception>
    public static IReadOnlyList<AccountName> FindAccounts(SqlCostStore store, NamePattern name) => name.Find(
        store.Exports.ReadAccounts(),
        account => account.Text,
        () => UsageExportErrors.NoExport(AccountName.Shown(name.Text)));

    /// <summary>The rows of an account, one for each day and model.</summary>
    /// <param name="account">The account.</param>
    public IEnumerable<DeepSeekExport> Read(AccountName account)
    {
        (AccountName stored, StoredExport export) = store.Exports.Read(account, After, Before);
        return ExportListing.Of(stored.Text, export).Where(IsAsked).Select(row => row with { From = calendar.ToZone(row.From), To = calendar.ToZone(row.To) });
    }

    private bool IsAsked(DeepSeekExport row) =>
        Models.Any(pattern => pattern.IsMatch(DeepSeekPriceCatalog.PlainName(row.Model)))
        && (string.IsNullOrEmpty(Currency) || string.Equals(row.Currency, Currency, StringComparison.OrdinalIgnoreCase));
}
