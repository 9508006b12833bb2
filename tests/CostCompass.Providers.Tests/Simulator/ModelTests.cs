using CostCompass.Simulator;
using CostCompass.Simulator.RateLimits;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class ModelTests
{
    private static readonly DateTimeOffset Start = SimulatorClient.Instant("2026-11-16T02:00:00Z");

    [Theory]
    [InlineData("/models", "2026-11-16T02:00:00Z", "deepseek-flash,deepseek-v4-pro")]
    [InlineData("/v1/models", "2026-05-01T00:00:00Z", "deepseek-v4-flash,deepseek-v4-pro")]
    public async Task TheModelsOfTheSimulatedTime_AreListed(string path, string at, string expected)
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Clock = SimulatorClient.Instant(at) });
        using var client = new SimulatorClient(simulator);

        var models = (await client.GetJsonAsync(path))["data"]!.AsArray();

        Assert.Equal(expected, string.Join(',', models.Select(model => (string)model!["id"]!)));
    }

    [Fact]
    public async Task RateLimitHeaders_AreAbsentUnlessSwitchedOn()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync();
        using var client = new SimulatorClient(simulator);

        using var answer = await client.GetAsync("/models");

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(RateLimitResetFormat.Seconds, 12_000, "12")]
    [InlineData(RateLimitResetFormat.Duration, 90_000, "1m30s")]
    [InlineData(RateLimitResetFormat.Duration, 250, "250ms")]
    [InlineData(RateLimitResetFormat.Milliseconds, 250, "250ms")]
    [InlineData(RateLimitResetFormat.Timestamp, 12_000, "2026-11-16T02:00:12Z")]
    [InlineData(RateLimitResetFormat.UnixTime, 12_000, "1794794412")]
    public async Task TheReset_IsWrittenInTheFormatAskedFor(RateLimitResetFormat format, int milliseconds, string expected)
    {
        var limits = new RateLimitHeaders { Enabled = true, Format = format, RequestsReset = TimeSpan.FromMilliseconds(milliseconds) };
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Clock = Start, RateLimits = limits });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.GetAsync("/models");

        Assert.Equal(expected, Assert.Single(answer.Headers.GetValues("x-ratelimit-reset-requests")));
        Assert.Equal("2500", Assert.Single(answer.Headers.GetValues("x-ratelimit-limit-requests")));
    }
}
