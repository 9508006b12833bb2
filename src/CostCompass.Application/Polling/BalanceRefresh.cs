namespace CostCompass.Application;

/// <summary>Asks one account for its balance and stores the answer, as Update-CostSnapshot does for many.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys.</param>
public sealed class BalanceRefresh(CostSession session, AccountKeys keys)
{
    /// <summary>Takes a snapshot of every currency of an account.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="timeout">The longest that it may take to answer.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <returns>What the account answered.</returns>
    /// <exception cref="CostException">Why the account could not be asked.</exception>
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
