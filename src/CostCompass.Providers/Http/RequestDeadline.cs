namespace CostCompass.Providers.Http;

/// <summary>The timeout of a request, or of all requests together that read one thing page by page.</summary>
public sealed class RequestDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _time;
    private readonly long _started;

    internal RequestDeadline(TimeSpan time, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _time = time;
        _started = timeProvider.GetTimestamp();
        _source = new CancellationTokenSource(time, timeProvider);
    }

    internal CancellationToken Token => _source.Token;

    internal TimeSpan Rest => _time - _timeProvider.GetElapsedTime(_started);

    /// <summary>Stops the clock.</summary>
    public void Dispose() => _source.Dispose();
}
