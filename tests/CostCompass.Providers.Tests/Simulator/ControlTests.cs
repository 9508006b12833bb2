using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CostCompass.Simulator;
using CostCompass.Simulator.Requests;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class ControlTests : IAsyncLifetime, IDisposable
{
    private SimulatedDeepSeek simulator = null!;
    private SimulatorClient client = null!;

    public async Task InitializeAsync()
    {
        simulator = await SimulatedDeepSeek.StartAsync();
        client = new SimulatorClient(simulator);
    }

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task AScript_MovesTimeAndMoney()
    {
        await PostAsync("/control/clock", new { set = "2026-11-16T02:00:00Z" });
        var clock = await PostAsync("/control/clock", new { advance = "06:00:00" });
        await PostAsync("/control/accounts", new { key = "sk-other", currency = "CNY", granted = 2, toppedUp = 10, lagSeconds = 60 });
        var spend = await PostAsync("/control/spend", new { key = "sk-other", currency = "CNY", amount = "2.5" });
        await PostAsync("/control/topup", new { key = "sk-other", amount = 5 });
        await PostAsync("/control/grant", new { key = "sk-other", amount = 1, expiresAt = "2026-12-01T00:00:00Z" });
        using var other = new SimulatorClient(simulator, "sk-other");

        Assert.Equal(SimulatorClient.Instant("2026-11-16T08:00:00Z"), (DateTimeOffset)clock["now"]!);
        Assert.Equal(2.5m, (decimal)spend["charged"]!);
        Assert.Equal(("18.00", "3.00", "15.00"), await other.BalanceAsync());

        await PostAsync("/control/clock", new { advance = "00:01:00" });
        var expiry = await PostAsync("/control/expire", new { key = "sk-other" });
        Assert.Equal(1m, (decimal)expiry["expired"]!);
        Assert.Equal(("14.50", "0.00", "14.50"), await other.BalanceAsync());
    }

    [Fact]
    public async Task AScript_AddsAndClearsFaults()
    {
        await PostAsync("/control/fault", new { kind = "TooManyRequests", count = -1, path = "/user/balance", retryAfter = 2 });
        using var spoiled = await client.GetAsync("/user/balance");
        using var cleared = await client.DeleteAsync("/control/fault");
        using var sound = await client.GetAsync("/user/balance");

        Assert.Equal([429, 200, 200], new[] { spoiled, cleared, sound }.Select(answer => (int)answer.StatusCode));
    }

    [Theory]
    [InlineData("/control/fault", "{\"kind\":\"NoSuchFault\"}")]
    [InlineData("/control/fault", "{\"kind\":\"Hang\",\"second\":3}")]
    [InlineData("/control/fault", "{\"count\":3}")]
    [InlineData("/control/fault", "{\"kind\":\"RedirectElsewhere\"}")]
    [InlineData("/control/spend", "{\"amount\":-1}")]
    [InlineData("/control/spend", "{}")]
    [InlineData("/control/topup", "{\"key\":\"sk-unknown\",\"amount\":1}")]
    [InlineData("/control/accounts", "{\"currency\":\"USD\"}")]
    [InlineData("/control/clock", "noon")]
    public async Task ACommandThatCannotBeMeant_IsRefused(string path, string body)
    {
        using var http = new HttpClient { BaseAddress = simulator.BaseUri };

        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["message"]!);
    }

    [Fact]
    public async Task TheLog_SaysWhoseRequestsCame_AndNeverTheKey()
    {
        using var stranger = new SimulatorClient(simulator, "sk-stranger");
        using var nobody = new SimulatorClient(simulator, key: null);
        using var first = await client.GetAsync("/user/balance");
        using var second = await stranger.GetAsync("/user/balance");
        using var third = await nobody.GetAsync("/models");
        using var log = await client.GetAsync("/control/requests");
        using var accounts = await client.GetAsync("/control/accounts");

        Assert.Equal([200, 401, 401], new[] { first, second, third }.Select(answer => (int)answer.StatusCode));
        Assert.Equal(
            [AuthorizationState.Matched, AuthorizationState.Mismatched, AuthorizationState.Absent],
            simulator.Requests.All.Select(request => request.Authorization));
        var text = await log.Content.ReadAsStringAsync() + await accounts.Content.ReadAsStringAsync() + await second.Content.ReadAsStringAsync();
        Assert.Equal(3, (int)JsonNode.Parse(await log.Content.ReadAsStringAsync())!["count"]!);
        Assert.DoesNotContain("sk-", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_EndsTheSimulator()
    {
        using var answer = await client.PostAsync("/control/stop", new { });

        await simulator.WaitForStopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/models"));
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await client.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
