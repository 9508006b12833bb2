using System.Collections.Concurrent;
using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>What is remembered between commands: the store in force, the time, and what accounts answered.</summary>
public sealed class CostSession
{
    private readonly ConcurrentDictionary<AccountName, AccountStatus> _statuses = [];
    private readonly ConcurrentDictionary<TimeSpan, ProviderHttpClient> _clients = new();
    private readonly Lazy<HttpMessageHandler> _handler = new(ProviderHandler.Create);
    private readonly ConcurrentQueue<string> _trace = [];
    private SessionPrices? _prices;
    private SqlCostStore? _store;
    private string? _storeFolder;
    private string? _storeServer;

    /// <summary>The time by which readings are dated and history is read.</summary>
    public SessionClock Clock { get; } = new();

    /// <summary>What the last line of a prompt was made of; null before the first one.</summary>
    public DashboardCache? DashboardCache { get; set; }

    /// <summary>Where the store is that is in force.</summary>
    public StorePlace StorePlace { get; } = new();

    /// <summary>The store in force now. Naming it opens nothing.</summary>
    public SqlCostStore Store
    {
        get
        {
            string folder = StoreFolder.Current;
            string? server = StorePlace.Server;
            if (_store is null || _storeFolder != folder || _storeServer != server)
            {
                // Accounts of the same name in another store are other accounts.
                _statuses.Clear();
                _store = StorePlace.Open(server, folder);
                _storeFolder = folder;
                _storeServer = server;
            }

            return _store;
        }
    }

    /// <summary>The prices in force: those that come with CostCompass, with the imported ones of the store over them.</summary>
    /// <exception cref="Errors.CostException">The store cannot be read, or what was imported no longer fits.</exception>
    public DeepSeekPriceCatalog Prices => CurrentPrices.Catalog;

    /// <summary>The tables of which <see cref="Prices"/> is made.</summary>
    public PriceTables PriceTables => CurrentPrices.Tables;

    /// <summary>The providers, with the default timeout: those of this version, and those whose definitions are in the store.</summary>
    public ProviderCatalog Providers => ProvidersWithin(new ProviderHttpOptions().Timeout);

    /// <summary>The definitions in the store.</summary>
    public SessionDefinitions Definitions => SessionDefinitions.Of(Store.ProviderDefinitions, new ProviderCatalog(HttpWithin(new ProviderHttpOptions().Timeout)));

    /// <summary>The providers, asked through what has another timeout.</summary>
    /// <param name="timeout">The longest that one account may take to answer, retries and pages included.</param>
    public ProviderCatalog ProvidersWithin(TimeSpan timeout)
    {
        SessionDefinitions definitions = Definitions;
        return new ProviderCatalog(HttpWithin(timeout), definitions.Sound, definitions.Unusable);
    }

    /// <summary>What requests go through that may take so long. Connections are kept for the next request.</summary>
    /// <param name="timeout">The longest that one request may take, retries included.</param>
    public ProviderHttpClient HttpWithin(TimeSpan timeout) => _clients.GetOrAdd(timeout, time =>
        new ProviderHttpClient(_handler.Value, Clock, new ProviderHttpOptions { Timeout = time, Trace = _trace.Enqueue }));

    /// <summary>Takes what was noted of requests since the last time: method, address, status and time of each.</summary>
    public IEnumerable<string> TakeTrace()
    {
        while (_trace.TryDequeue(out string? line))
        {
            yield return line;
        }
    }

    private SessionPrices CurrentPrices => _prices = SessionPrices.Of(Store, _prices);

    /// <summary>Forgets what was read from a store in whose place another one was put.</summary>
    public void Renew()
    {
        _prices = null;
        _statuses.Clear();
    }

    /// <summary>What an account answered when it was last asked in this session; null when it has not been.</summary>
    /// <param name="account">The account's name.</param>
    public AccountStatus? StatusOf(AccountName account) => _statuses.TryGetValue(account, out AccountStatus status) ? status : null;

    /// <summary>Remembers what an account answered.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="status">The answer.</param>
    public void Remember(AccountName account, AccountStatus status) => _statuses[account] = status;

    /// <summary>Asks one account and remembers what it says about itself. Whatever goes wrong is the failure of that account.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="account">The account.</param>
    /// <param name="key">Its key.</param>
    /// <param name="ask">Sends the request.</param>
    /// <param name="statusOf">What the answer says about the account.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public async Task<T> AskAsync<T>(
        CostAccount account, AccountKey key, Func<ProviderRequest, CancellationToken, Task<T>> ask, Func<T, AccountStatus> statusOf, CancellationToken stopToken)
    {
        var request = new ProviderRequest { Account = account.Name, BaseUri = account.BaseUri, Key = key };
        try
        {
            T answer = await ask(request, stopToken).ConfigureAwait(false);
            Remember(account.Name, statusOf(answer));
            return answer;
        }
        catch (CostException failure)
        {
            Remember(account.Name, StatusFailure.AccountStatusOf(failure));
            throw;
        }
        catch (Exception exception) when (UnexpectedError.IsOfAccount(exception, stopToken))
        {
            Remember(account.Name, AccountStatus.Error);
            throw UnexpectedError.Of(exception, account, key);
        }
    }

    /// <summary>Forgets what an account answered.</summary>
    /// <param name="account">The account's name.</param>
    public void Forget(AccountName account) => _statuses.TryRemove(account, out _);
}
