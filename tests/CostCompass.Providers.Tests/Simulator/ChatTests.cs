using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CostCompass.Simulator;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class ChatTests
{
    [Theory]
    [InlineData("deepseek-chat", "USD", "2026-05-12T09:00:00Z", "0.5138")]
    [InlineData("deepseek-flash", "USD", "2026-11-16T12:00:00Z", "0.8505")]
    [InlineData("deepseek-flash", "USD", "2026-11-16T02:00:00Z", "1.701")]
    [InlineData("deepseek-flash", "CNY", "2026-10-01T02:00:00Z", "5.67")]
    public async Task ACall_CostsThePriceOfTheSimulatedTimeAndTheFundedCurrency(string model, string currency, string at, string cost)
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { Currency = currency, Clock = SimulatorClient.Instant(at) });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.ChatAsync(model, hits: 8_500_000, misses: 1_500_000, output: 1_000_000);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), simulator.Accounts.Only.In(currency).Spent);
    }

    [Fact]
    public async Task TheAnswer_CountsItsTokens()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync();
        using var client = new SimulatorClient(simulator);
        simulator.Clock.Set(SimulatorClient.Instant("2026-11-16T12:00:00Z"));

        using var answer = await client.PostAsync(
            "/v1/chat/completions",
            new { model = "deepseek-flash", max_tokens = 20, messages = new[] { new { role = "user", content = "0123456789你好" } } });
        var usage = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["usage"]!;

        // Ten characters at 0.3 and two at 0.6, rounded up.
        Assert.Equal((5, 20, 25), ((int)usage["prompt_tokens"]!, (int)usage["completion_tokens"]!, (int)usage["total_tokens"]!));
        Assert.Equal((0, 5), ((int)usage["prompt_cache_hit_tokens"]!, (int)usage["prompt_cache_miss_tokens"]!));
    }

    [Fact]
    public async Task WithNothingLeft_ACallIsRefused()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { ToppedUp = 0m });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.ChatAsync("deepseek-flash");

        Assert.Equal(HttpStatusCode.PaymentRequired, answer.StatusCode);
    }

    [Fact]
    public async Task TheLastCall_TakesTheBalanceBelowZero_AndTheNextIsRefused()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { ToppedUp = 0.03m, Clock = SimulatorClient.Instant("2026-11-16T12:00:00Z") });
        using var client = new SimulatorClient(simulator);

        using var last = await client.ChatAsync("deepseek-flash", misses: 1_000_000);
        using var refused = await client.ChatAsync("deepseek-flash", misses: 1_000_000);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (last.StatusCode, refused.StatusCode));
        Assert.Equal(0.15m, simulator.Accounts.Only.In("USD").Spent);
        Assert.Equal(("-0.12", "0.00", "-0.12"), await client.BalanceAsync());
    }

    [Theory]
    [InlineData("deepseek-chat")]
    [InlineData("no-such-model")]
    public async Task ARetiredOrUnknownModel_IsRefusedAndCostsNothing(string model)
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { Clock = SimulatorClient.Instant("2026-11-16T12:00:00Z") });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.ChatAsync(model, misses: 1000);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0m, simulator.Accounts.Only.In("USD").Spent);
    }

    [Fact]
    public async Task ManyCallsAtOnce_LoseNothing()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { Granted = 1m, Clock = SimulatorClient.Instant("2026-11-16T12:00:00Z") });
        using var client = new SimulatorClient(simulator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.ChatAsync("deepseek-flash", misses: 1_000_000)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(6.00m, simulator.Accounts.Only.In("USD").Spent);
        Assert.Equal(("95.00", "0.00", "95.00"), await client.BalanceAsync());
    }
}
