using System.Net;
using System.Security.Authentication;

namespace CostCompass.Providers.Http;

/// <summary>One call with all its attempts, which share the header with the key, the deadline, and the last failure.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _timeProvider;
    private readonly ProviderHttpOptions _options;
    private readonly ProviderRequest _request;
    private readonly ProviderCall _call;
    private readonly Uri _target;
    private readonly KeyHeaderValue _keyHeaderValue;
    private readonly RequestDeadline _deadline;
    private string _status = "";

    public Exchange(
        HttpMessageInvoker invoker,
        TimeProvider timeProvider,
        ProviderHttpOptions options,
        ProviderRequest request,
        ProviderCall call,
        Uri target,
        RequestDeadline deadline)
    {
        _invoker = invoker;
        _timeProvider = timeProvider;
        _options = options;
        _request = request;
        _call = call;
        _target = target;

        _keyHeaderValue = new KeyHeaderValue(call.KeyPrefix, request.Key.For(target));
        _deadline = deadline;
    }

    /// <summary>
    /// The failure that is already known when the time runs out, while waiting for another attempt or for the text of an error. It is more
    /// specific than a timeout. Null while an attempt may still succeed.
    /// </summary>
    public CostException? KnownFailure { get; private set; }

    /// <summary>Overwrites the header with the key. No attempt may follow.</summary>
    public void Dispose() => _keyHeaderValue.Dispose();

    public async ValueTask<Attempt> AttemptAsync(CancellationToken cancellationToken)
    {
        KnownFailure = null;
        _status = "no response";
        var started = _timeProvider.GetTimestamp();
        try
        {
            var attempt = await SendAsync(cancellationToken).ConfigureAwait(false);
            KnownFailure = attempt.Failure;
            return attempt;
        }
        finally
        {
            _options.Trace?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"{(_call.JsonBody is null ? "GET" : "POST")} {KeyAddress.Of(_target)}/{_call.Path.Split('?')[0]}: {_status} in {_timeProvider.GetElapsedTime(started).TotalMilliseconds:0} ms"));
        }
    }

    private async Task<Attempt> SendAsync(CancellationToken cancellationToken)
    {
        using var message = _call.ToMessage(_target, _keyHeaderValue.Text);
        try
        {
            using var response = await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            _status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (response.Headers.Date is { } date)
            {
                _options.ServerTime?.Invoke(date);
            }

            return response.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(response, cancellationToken).ConfigureAwait(false)
                : await RefuseAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AuthenticationException)
        {
            // A connection that is closed because of the timeout can look like a broken one.
            cancellationToken.ThrowIfCancellationRequested();
            return NetworkFailure.BeforeAnswer(exception, _request, _call, _target);
        }
    }

    private async Task<Attempt> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, _call.MaximumBodyBytes ?? _options.MaximumBodyBytes, cancellationToken).ConfigureAwait(false);
            return body is { } bytes
                ? Attempt.Of(new ProviderAnswer(bytes, _timeProvider.GetUtcNow(), response.Headers))
                : Attempt.Failed(NetworkFailure.TooLarge(_request, _call, _target));
        }
        catch (Exception exception) when (IsOfBody(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return NetworkFailure.InsideAnswer(_request, _call, _target);
        }
    }

    private async Task<Attempt> RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return Attempt.Failed(StatusFailure.Redirect(response, _request, _call));
        }

        var retryAfter = RetryAfterHeader.Read(response.Headers, _timeProvider.GetUtcNow());
        KnownFailure = StatusFailure.Of(response.StatusCode, null, retryAfter, _request, _call, _target);
        var quote = await QuoteAsync(response, cancellationToken).ConfigureAwait(false);
        var failure = StatusFailure.Of(response.StatusCode, quote, retryAfter, _request, _call, _target);
        return Attempt.Failed(failure, StatusFailure.IsTransient(response.StatusCode) && FitsIntoTheRest(retryAfter));
    }

    /// <summary>The provider's text about its error, or null if it can't be read. A failure to read it never hides the error itself.</summary>
    private async Task<string?> QuoteAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, _call.MaximumBodyBytes ?? _options.MaximumBodyBytes, cancellationToken).ConfigureAwait(false);
            return body is { } bytes ? QuotedText.FromErrorBody(bytes, _request.Key.Span) : null;
        }
        catch (Exception exception) when (IsOfBody(exception))
        {
            return null;
        }
    }

    // Each decoder throws a different exception for damaged data. Brotli's is an InvalidOperationException.
    private static bool IsOfBody(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);

    private bool FitsIntoTheRest(TimeSpan? retryAfter) =>
        retryAfter is not { } wait || wait < _deadline.Rest;
}
