using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408, 3)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(502, 3)]
    [InlineData(503, 3)]
    [InlineData(504, 3)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(402, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(422, 1)]
    [InlineData(501, 1)]
    public async Task OnlyWhatMayPass_IsRepeated_TwiceAtMost(int status, int attempts)
    {
        using var handler = new Sequence(_ => new HttpResponseMessage((HttpStatusCode)status));

        await SampleRequest.FailureAsync(handler);

        Assert.Equal(attempts, handler.Count);
    }

    [Fact]
    public async Task AFailureThatPasses_IsNotSeen()
    {
        using var handler = new Sequence(attempt => attempt switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ConnectionError),
            2 => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") },
        });
        using var client = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);

        var answer = await client.SendAsync(SampleRequest.To(), SampleRequest.Call());

        Assert.Equal(2, answer.Body.Length);
        Assert.Equal(3, handler.Count);
    }

    [Fact]
    public async Task ARetryAfterThatFits_IsWaitedFor()
    {
        using var handler = new Sequence(attempt => attempt == 1
            ? Limited(new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)))
            : new HttpResponseMessage(HttpStatusCode.OK));
        using var client = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);
        var watch = Stopwatch.StartNew();

        await client.SendAsync(SampleRequest.To(), SampleRequest.Call());

        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(950));
        Assert.Equal(2, handler.Count);
    }

    [Fact]
    public async Task ARetryAfterThatDoesNotFit_FailsAtOnce_AndSaysHowLong()
    {
        using var handler = new Sequence(_ => Limited(new RetryConditionHeaderValue(TimeSpan.FromSeconds(120))));

        var failure = await SampleRequest.FailureAsync(handler);

        Assert.Equal(1, handler.Count);
        Assert.Equal(TimeSpan.FromSeconds(120), failure.RetryAfter);
        Assert.Contains("120 s", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, 90, 1)]
    [InlineData(-90, 0, 3)]
    public async Task ARetryAfterThatIsADate_CountsFromTheClock(int offsetSeconds, int expectedSeconds, int attempts)
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
        using var handler = new Sequence(_ => Limited(new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(offsetSeconds))));

        var failure = await SampleRequest.FailureAsync(handler, timeProvider: clock);

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), failure.RetryAfter);
        Assert.Equal(attempts, handler.Count);
    }

    [Fact]
    public async Task TimeThatRunsOutBetweenAttempts_LeavesTheFailureThatIsKnown()
    {
        using var handler = new Sequence(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var options = new ProviderHttpOptions { Timeout = TimeSpan.FromSeconds(2), RetryDelay = TimeSpan.FromHours(1) };

        var failure = await SampleRequest.FailureAsync(handler, options: options);

        Assert.Equal(ProviderErrorId.ProviderUnavailable, failure.ErrorId);
    }

    [Fact]
    public async Task AnswerAndKnownInstant_ComeFromTheInjectedClock()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
        using var handler = new Sequence(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var client = new ProviderHttpClient(handler, clock, SampleRequest.Fast);

        Assert.Equal(clock.GetUtcNow(), (await client.SendAsync(SampleRequest.To(), SampleRequest.Call())).RetrievedAt);
    }

    [Fact]
    public async Task ATokenThatIsCancelledAlready_SendsNothing()
    {
        using var handler = new Sequence(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var client = new ProviderHttpClient(handler, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.SendAsync(SampleRequest.To(), SampleRequest.Call(), new CancellationToken(canceled: true)));

        Assert.Equal(0, handler.Count);
    }

    private static HttpResponseMessage Limited(RetryConditionHeaderValue retryAfter)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = retryAfter;
        return response;
    }

    /// <summary>Answers each attempt by its number, from 1.</summary>
    private sealed class Sequence(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(++Count));
    }

    /// <summary>A clock whose date stands still while its timers run.</summary>
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
