using CostCompass.Accounts;
using CostCompass.Metering;

namespace CostCompass.Storage;

/// <summary>
/// Where metered calls are kept, by account. Tokens are stored and not costs. Every method fails with a
/// <see cref="Errors.CostException"/> that names the store and the next step.
/// </summary>
public interface IUsageStore
{
    /// <summary>The accounts of which there are calls, by name.</summary>
    IReadOnlyList<AccountName> ReadAccounts();

    /// <summary>
    /// Adds calls to an account, all in one transaction. An answer is there once, whatever the order in which its states come
    /// in: of those with one id the one that was complete last is kept, and the earliest start that any of them knew. Calls
    /// without an id are the same when instant, model and tokens are the same. So what is added twice changes nothing.
    /// </summary>
    /// <param name="account">The account's name. It need not be connected.</param>
    /// <param name="calls">The calls, with counts of 0 or more.</param>
    /// <param name="written">Told now and then how many calls were looked at; null when nobody wants to know.</param>
    UsageAddition Add(AccountName account, IEnumerable<MeteredCall> calls, Action<long>? written = null);

    /// <summary>The calls of an account that were complete in a span, by instant.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    IEnumerable<StoredCall> Read(AccountName account, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Removes every call of an account.</summary>
    /// <param name="account">The account's name.</param>
    /// <returns>How many were removed.</returns>
    int Remove(AccountName account);
}
