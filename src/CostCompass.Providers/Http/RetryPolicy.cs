using Polly;
using Polly.Retry;

namespace CostCompass.Providers.Http;

/// <summary>
/// Retries a failed attempt that may succeed: at most twice, after a growing wait with jitter, or after the wait that the provider
/// requested.
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

    /// <summary>Continues after a first attempt.</summary>
    /// <param name="first">The result of the first attempt.</param>
    /// <param name="exchange">Makes the next attempts.</param>
    /// <param name="cancellationToken">Cancels an attempt or a wait.</param>
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
