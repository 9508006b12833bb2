using CostCompass.Accounts;
using CostCompass.ConsoleUsage;

namespace CostCompass.Storage;

/// <summary>
/// Where the console's usage exports are kept, by account: what was used and charged, and never whose key it was. Every method fails
/// with a <see cref="Errors.CostException"/> that names the store and the next step.
/// </summary>
public interface IExportStore
{
    /// <summary>The accounts of which there is an export, by name.</summary>
    IReadOnlyList<AccountName> ReadAccounts();

    /// <summary>
    /// Takes in an export, all in one transaction. It replaces what earlier imports told of the intervals that it holds: amounts
    /// replace amounts, costs replace costs. So what is imported twice is there once, and of two exports of a day the later import counts.
    /// </summary>
    /// <param name="account">The account's name. It need not be connected.</param>
    /// <param name="export">The export.</param>
    /// <param name="importedAt">When it came.</param>
    ExportReplacement Import(AccountName account, UsageExport export, DateTimeOffset importedAt);

    /// <summary>What is stored of an account for a span, with whole intervals at its ends.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    /// <returns>How the account is written in the store, and its exports; the name as given and nothing when there is none.</returns>
    (AccountName Account, StoredExport Export) Read(AccountName account, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Removes intervals that begin in a span.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    /// <returns>How many rows were removed.</returns>
    int Remove(AccountName account, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Removes what is known of one model in one interval.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="model">The model's name.</param>
    /// <returns>How many rows were removed.</returns>
    int Remove(AccountName account, ExportInterval interval, string model);
}
