using Polly;
using Polly.Retry;

namespace CostCompass.Providers.Http;

/// <summary>
/// Repeats an attempt that failed but may pass: twice at most, after a wait that grows and is jittered, or after the wait
/// that the provider asked for.
/// </summary>
internal sealed class RetryPolicy
{
    private const int Times = 2;

    private readonly ResiliencePipeline<Attempt> _pipeline;

    public RetryPolicy(TimeProvider timeProvider, TimeSpan firstDelay)
    {
        _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = Times,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = firstDelay,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result.IsWorthRepeating),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result.Failure?.RetryAfter),
            })
            .Build();
    }

    /// <summary>Goes on after a first attempt that has been made already.</summary>
    /// <param name="first">How the first attempt ended.</param>
    /// <param name="exchange">What makes the next ones.</param>
    /// <param name="cancellationToken">Ends an attempt or a wait.</param>
    public async Task<Attempt> ContinueAsync(Attempt first, Exchange exchange, CancellationToken cancellationToken)
    {
        Attempt? made = first;
        return await _pipeline.ExecuteAsync(
            token =>
            {
                if (made is not { } attempt)
                {
                    return exchange.AttemptAsync(token);
                }

                made = null;
                return ValueTask.FromResult(attempt);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
