using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that queries providers about accounts.</summary>
public abstract class AccountCmdlet : CostCompassCmdlet
{
    /// <summary>The names of the accounts to query. Wildcards are allowed. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The maximum time in seconds that one account may take to respond, including retries. The default is 30.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>The accounts that the current record names. A name without an account is written as an error.</summary>
    /// <param name="provider">The provider of the accounts, or null for any.</param>
    private protected IReadOnlyList<CostAccount> FindAccounts(string? provider)
    {
        var directory = new AccountDirectory(Session);
        if (Name is null)
        {
            return directory.Find(null, provider);
        }

        var found = new List<CostAccount>();
        ForEach(Name, name => found.AddRange(directory.Find(Wildcard.Of(name), provider)));
        return found;
    }

    /// <summary>Queries one account and remembers its status. The key is in plain text only during the request.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="account">The account.</param>
    /// <param name="ask">Sends the request.</param>
    /// <param name="statusOf">Gets the status of the account from the response.</param>
    private protected T Ask<T>(CostAccount account, Func<ProviderRequest, CancellationToken, Task<T>> ask, Func<T, AccountStatus> statusOf)
    {
        using AccountKey key = Keys.Open(account);
        CloseStore();
        return AskAsync(account, key, ask, statusOf).GetAwaiter().GetResult();
    }

    /// <summary>Queries one account with a key that was already opened.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="account">The account.</param>
    /// <param name="key">Its key.</param>
    /// <param name="ask">Sends the request.</param>
    /// <param name="statusOf">Gets the status of the account from the response.</param>
    private protected Task<T> AskAsync<T>(
        CostAccount account, AccountKey key, Func<ProviderRequest, CancellationToken, Task<T>> ask, Func<T, AccountStatus> statusOf) =>
        Session.AskAsync(account, key, ask, statusOf, StopToken);

    /// <summary>Reports what a response contains in addition to its readings: an error for each currency that couldn't be read, and the notice.</summary>
    /// <param name="account">The account.</param>
    /// <param name="answer">The response.</param>
    private protected virtual void Report(CostAccount account, BalanceAnswer answer)
    {
        foreach (CostException fault in answer.Faults)
        {
            WriteError(ErrorRecords.From(fault, account.Name));
        }

        if (answer.Notice is not { } notice)
        {
            return;
        }

        if (answer.Readings.Count == 0)
        {
            WriteWarning(notice);
        }
        else
        {
            WriteVerbose(notice);
        }
    }
}
