namespace CostCompass.Providers.Http;

/// <summary>
/// The single client for every request with a key. The key is sent only to its own address, redirects aren't followed, time, size and retries are limited, and no error contains the key.
/// </summary>
public sealed class ProviderHttpClient : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _timeProvider;
    private readonly ProviderHttpOptions _options;

    // Created on the first failure: in a new process, it takes longer than the rest of a request.
    private readonly Lazy<RetryPolicy> _retry;

    /// <summary>Creates a client. Nothing is opened until the first request.</summary>
    /// <param name="handler">The handler, from <see cref="ProviderHandler.Create"/> in production. The caller owns it.</param>
    /// <param name="timeProvider">The clock for timeouts, waits and the times of responses.</param>
    /// <param name="options">The limits, or null for the defaults.</param>
    public ProviderHttpClient(HttpMessageHandler handler, TimeProvider timeProvider, ProviderHttpOptions? options = null)
    {
        _invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        _timeProvider = timeProvider;
        _options = options ?? new ProviderHttpOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Timeout, TimeSpan.Zero, nameof(options));
        _retry = new Lazy<RetryPolicy>(() => new RetryPolicy(_timeProvider, _options.RetryDelay));
    }

    /// <summary>Starts the timeout that several requests share. The caller disposes it.</summary>
    public RequestDeadline StartDeadline() => new(_options.Timeout, _timeProvider);

    /// <summary>Sends a request and waits for the whole response.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response, which has status 200.</returns>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was canceled.</exception>
    public async Task<ProviderAnswer> SendAsync(ProviderRequest request, ProviderCall call, CancellationToken cancellationToken = default)
    {
        using var deadline = StartDeadline();
        return await SendAsync(request, call, deadline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request that shares its timeout with others, and waits for the whole response.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="deadline">The remaining time.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response, which has status 200.</returns>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was canceled.</exception>
    public async Task<ProviderAnswer> SendAsync(
        ProviderRequest request, ProviderCall call, RequestDeadline deadline, CancellationToken cancellationToken = default)
    {
        var target = BaseAddress.Combine(request.BaseUri, call.Path);
        RequireAddress(request, target);
        KeyText.Require(request.Key.Span, request.Account);
        cancellationToken.ThrowIfCancellationRequested();

        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var exchange = new Exchange(_invoker, _timeProvider, _options, request, call, target, deadline);
        try
        {
            var last = await exchange.AttemptAsync(either.Token).ConfigureAwait(false);
            if (last.IsWorthRepeating)
            {
                last = await _retry.Value.ContinueAsync(last, exchange, either.Token).ConfigureAwait(false);
            }

            return last.Answer ?? throw last.Failure!;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller expects its own token in the exception, not the linked one.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            throw exchange.KnownFailure ?? TimedOut(request, call, target);
        }
    }

    /// <summary>Releases what the client created. The caller owns the handler.</summary>
    public void Dispose() => _invoker.Dispose();

    private static void RequireAddress(ProviderRequest request, Uri target)
    {
        if (KeyAddress.Of(target) != request.Key.Address)
        {
            throw ProviderErrors.KeyForAnotherAddress(request.Account, request.Key.Address, KeyAddress.Of(target));
        }
    }

    private CostException TimedOut(ProviderRequest request, ProviderCall call, Uri target) =>
        ProviderErrors.RequestTimeout(call.Provider, target.IdnHost, request.Account, _options.Timeout.TotalSeconds);
}
