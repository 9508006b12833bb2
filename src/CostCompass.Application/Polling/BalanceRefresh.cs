namespace CostCompass.Application;

/// <summary>Queries the balance of one account and stores the response, as Update-CostSnapshot does for many accounts.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys.</param>
public sealed class BalanceRefresh(CostSession session, AccountKeys keys)
{
    /// <summary>Takes a snapshot of every currency of an account.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="timeout">The timeout of the request.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <returns>The response of the account.</returns>
    /// <exception cref="CostException">The account couldn't be queried.</exception>
    public BalanceAnswer Run(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        CostAccount account = new AccountDirectory(session).Find(NamePattern.Exactly(name))[0];
        Dictionary<BalanceSeriesKey, DateTimeOffset> newest = StoredSeries.LastSeen(session.Store.ReadSeries());
        BalanceAnswer answer = Ask(account, timeout, cancellationToken);
        if (answer.Readings.Count > 0)
        {
            session.Store.Record(answer.Readings, newest);
        }

        return answer;
    }

    private BalanceAnswer Ask(CostAccount account, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using AccountKey key = keys.Open(account);
        var provider = new ProviderCatalog(session.HttpWithin(timeout)).Require<IBalanceProvider>(account.Provider);
        return session.AskAsync(account, key, provider.ReadAsync, answer => answer.Status, cancellationToken).GetAwaiter().GetResult();
    }
}
