using System.Collections.Concurrent;
using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>What is remembered between commands: the current store, the clock, and the responses of accounts.</summary>
public sealed class CostSession
{
    private readonly ConcurrentDictionary<AccountName, AccountStatus> _statuses = [];
    private readonly ConcurrentDictionary<TimeSpan, ProviderHttpClient> _clients = new();
    private readonly Lazy<HttpMessageHandler> _handler = new(ProviderHandler.Create);
    private readonly ConcurrentQueue<string> _trace = [];
    private readonly object _serverTime = new();
    private TimeSpan? _clockDifference;
    private SessionPrices? _prices;
    private SqlCostStore? _store;
    private string? _storeFolder;
    private string? _storeServer;

    /// <summary>The clock for readings and history.</summary>
    public SessionClock Clock { get; } = new();

    /// <summary>The data of the last prompt line. Null before the first one.</summary>
    public DashboardCache? DashboardCache { get; set; }

    /// <summary>The location of the current store.</summary>
    public StorePlace StorePlace { get; } = new();

    /// <summary>The current store. Getting it opens nothing.</summary>
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

    /// <summary>The current prices: the built-in ones, overridden by the imported ones of the store.</summary>
    /// <exception cref="Errors.CostException">The store can't be read, or an imported table is no longer valid.</exception>
    public DeepSeekPriceCatalog Prices => CurrentPrices.Catalog;

    /// <summary>The tables in <see cref="Prices"/>.</summary>
    public PriceTables PriceTables => CurrentPrices.Tables;

    /// <summary>The providers with the default timeout: the built-in ones, and those with a definition in the store.</summary>
    public ProviderCatalog Providers => ProvidersWithin(new ProviderHttpOptions().Timeout);

    /// <summary>The definitions in the store.</summary>
    public SessionDefinitions Definitions => SessionDefinitions.Of(Store.ProviderDefinitions, new ProviderCatalog(HttpWithin(new ProviderHttpOptions().Timeout)));

    /// <summary>The providers with another timeout.</summary>
    /// <param name="timeout">The timeout of one account, including retries and pages.</param>
    public ProviderCatalog ProvidersWithin(TimeSpan timeout)
    {
        SessionDefinitions definitions = Definitions;
        return new ProviderCatalog(HttpWithin(timeout), definitions.Sound, definitions.Unusable);
    }

    /// <summary>The HTTP client with a timeout. Connections are kept for the next request.</summary>
    /// <param name="timeout">The timeout of one request, including retries.</param>
    public ProviderHttpClient HttpWithin(TimeSpan timeout) => _clients.GetOrAdd(timeout, time =>
        new ProviderHttpClient(_handler.Value, Clock, new ProviderHttpOptions { Timeout = time, Trace = _trace.Enqueue, ServerTime = CompareClock }));

    /// <summary>
    /// Takes how far this computer's clock was ahead of the servers that responded since the last call, or behind if it's negative: the smallest
    /// difference, because the clock of one server may be wrong. Null if no server sent its time.
    /// </summary>
    public TimeSpan? TakeClockDifference()
    {
        lock (_serverTime)
        {
            TimeSpan? taken = _clockDifference;
            _clockDifference = null;
            return taken;
        }
    }

    private void CompareClock(DateTimeOffset server)
    {
        TimeSpan ahead = Clock.GetUtcNow() - server;
        lock (_serverTime)
        {
            _clockDifference = _clockDifference is { } least && least.Duration() <= ahead.Duration() ? least : ahead;
        }
    }

    /// <summary>Takes the request log since the last call: method, address, status and duration of each request.</summary>
    public IEnumerable<string> TakeTrace()
    {
        while (_trace.TryDequeue(out string? line))
        {
            yield return line;
        }
    }

    private SessionPrices CurrentPrices => _prices = SessionPrices.Of(Store, _prices);

    /// <summary>Forgets what was read from a store that was replaced.</summary>
    public void Renew()
    {
        _prices = null;
        _statuses.Clear();
    }

    /// <summary>The last status of an account in this session, or null if it wasn't queried.</summary>
    /// <param name="account">The account's name.</param>
    public AccountStatus? StatusOf(AccountName account) => _statuses.TryGetValue(account, out AccountStatus status) ? status : null;

    /// <summary>Remembers the status of an account.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="status">The status.</param>
    public void Remember(AccountName account, AccountStatus status) => _statuses[account] = status;

    /// <summary>Queries one account and remembers its status. Any failure is the failure of that account only.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="account">The account.</param>
    /// <param name="key">Its key.</param>
    /// <param name="ask">Sends the request.</param>
    /// <param name="statusOf">Gets the status of the account from the response.</param>
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

    /// <summary>Forgets the status of an account.</summary>
    /// <param name="account">The account's name.</param>
    public void Forget(AccountName account) => _statuses.TryRemove(account, out _);
}
