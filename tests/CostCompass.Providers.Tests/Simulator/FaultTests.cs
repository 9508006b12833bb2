using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostCompass.Simulator;
using CostCompass.Simulator.Faults;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class FaultTests : IAsyncLifetime, IDisposable
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

    [Theory]
    [InlineData(FaultKind.Unauthorized, 401)]
    [InlineData(FaultKind.PaymentRequired, 402)]
    [InlineData(FaultKind.Forbidden, 403)]
    [InlineData(FaultKind.TooManyRequests, 429)]
    [InlineData(FaultKind.ServerError, 500)]
    [InlineData(FaultKind.Unavailable, 503)]
    public async Task AStatusFault_AnswersOnceWithAnErrorBody_AndThenAllIsWell(FaultKind kind, int status)
    {
        simulator.Faults.Add(kind);

        using var spoiled = await client.GetAsync("/user/balance");
        using var sound = await client.GetAsync("/user/balance");

        Assert.Equal((status, 200), ((int)spoiled.StatusCode, (int)sound.StatusCode));
        var error = JsonNode.Parse(await spoiled.Content.ReadAsStringAsync())!["error"]!;
        Assert.NotEmpty((string)error["message"]!);
        Assert.False(spoiled.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task RetryAfter_IsSecondsADateOrAnyText()
    {
        simulator.Faults.Add(new Fault(FaultKind.TooManyRequests) { RetryAfter = 7 });
        simulator.Faults.Add(new Fault(FaultKind.Unavailable) { RetryAfter = 700, RetryAfterAsDate = true });
        simulator.Faults.Add(new Fault(FaultKind.TooManyRequests) { RetryAfterText = "soon" });

        using var seconds = await client.GetAsync("/models");
        using var date = await client.GetAsync("/models");
        using var nonsense = await client.GetAsync("/models");

        Assert.Equal(TimeSpan.FromSeconds(7), seconds.Headers.RetryAfter!.Delta);
        Assert.InRange(date.Headers.RetryAfter!.Date!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(701));
        Assert.Equal("soon", nonsense.Headers.NonValidated["Retry-After"].ToString());
    }

    [Fact]
    public async Task AFaultForOnePath_LeavesTheOthersAlone_UntilItIsCleared()
    {
        simulator.Faults.Add(new Fault(FaultKind.ServerError) { Path = "/user/balance", Count = -1 });

        using var models = await client.GetAsync("/models");
        using var first = await client.GetAsync("/user/balance");
        using var second = await client.GetAsync("/user/balance");
        simulator.Faults.Clear();
        using var third = await client.GetAsync("/user/balance");

        Assert.Equal([200, 500, 500, 200], new[] { models, first, second, third }.Select(answer => (int)answer.StatusCode));
    }

    [Fact]
    public async Task AGivenAnswer_IsSentDigitForDigit_ToTheAccountThatItIsFor()
    {
        const string body = """{"is_available":false,"balance_infos":[{"currency":"CNY","total_balance":-0.0500000000}]}""";
        simulator.Accounts.Add("sk-other", toppedUp: 3m);
        using var other = new SimulatorClient(simulator, "sk-other");
        simulator.Faults.Add(new Fault(FaultKind.GivenAnswer) { Key = SimulatorOptions.DefaultKey, Count = -1, Body = JsonDocument.Parse(body).RootElement });

        Assert.Equal("3.00", (await other.BalanceAsync()).Item1);
        using var given = await client.GetAsync("/user/balance");
        Assert.Equal(body, await given.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(FaultKind.EmptyList, null, "[]")]
    [InlineData(FaultKind.NumberForString, null, "\"total_balance\":100.00")]
    [InlineData(FaultKind.NegativeAmount, null, "\"total_balance\":\"-5.00\"")]
    [InlineData(FaultKind.AbsurdAmount, null, "\"topped_up_balance\":\"1e30\"")]
    [InlineData(FaultKind.AbsurdAmount, "granted_balance", "\"granted_balance\":\"1e30\"")]
    [InlineData(FaultKind.TerminalEscapes, "currency", "\"currency\":\"\\u001B[2J")]
    public async Task ABodyFault_SpoilsTheBalanceAsNamed(FaultKind kind, string? field, string expected)
    {
        simulator.Faults.Add(new Fault(kind) { Field = field });

        using var answer = await client.GetAsync("/user/balance");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/user/balance", null, "total_balance")]
    [InlineData("/user/balance", "currency", "currency")]
    [InlineData("/models", null, "\"id\"")]
    public async Task AMissingField_IsMissing(string path, string? field, string missing)
    {
        simulator.Faults.Add(new Fault(FaultKind.MissingField) { Field = field });

        using var spoiled = await client.GetAsync(path);
        using var sound = await client.GetAsync(path);

        Assert.DoesNotContain(missing, await spoiled.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(missing, await sound.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TerminalEscapes_ComeInTheErrorMessage()
    {
        simulator.Faults.Add(FaultKind.TerminalEscapes);

        using var answer = await client.GetAsync("/user/balance");

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains('\u001b', (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!["message"]!);
    }

    [Fact]
    public async Task Html_ComesWithStatus200()
    {
        simulator.Faults.Add(FaultKind.HtmlInsteadOfJson);

        using var answer = await client.GetAsync("/user/balance");

        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task ARedirect_LeadsToTheOtherHost()
    {
        await using var other = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Key = null });
        simulator.Faults.Add(new Fault(FaultKind.RedirectElsewhere) { Status = 307, Location = new Uri(other.BaseUri, "/user/balance").ToString() });

        using var answer = await client.GetAsync("/user/balance");

        Assert.Equal((307, other.BaseUri.Port), ((int)answer.StatusCode, answer.Headers.Location!.Port));
        Assert.Equal(0, other.Requests.Count);
    }

    [Fact]
    public async Task ACutBody_EndsBeforeItsLength()
    {
        simulator.Faults.Add(FaultKind.CutBody);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/user/balance"));
    }

    [Fact]
    public async Task ADisconnect_AnswersNothing()
    {
        simulator.Faults.Add(new Fault(FaultKind.Disconnect) { Count = -1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/user/balance"));
    }

    [Fact]
    public async Task ASlowBody_HasItsHeadersAtOnce_AndTheWholeBodyLater()
    {
        simulator.Faults.Add(new Fault(FaultKind.SlowBody) { Seconds = 3 });
        var watch = Stopwatch.StartNew();

        using var answer = await client.GetAsync("/user/balance", HttpCompletionOption.ResponseHeadersRead);
        Task<string> reading = answer.Content.ReadAsStringAsync();
        Assert.False(reading.IsCompleted);
        using var body = JsonDocument.Parse(await reading);

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task AHang_HoldsTheAnswerBack()
    {
        simulator.Faults.Add(new Fault(FaultKind.Hang) { Seconds = 0.5 });
        var watch = Stopwatch.StartNew();

        using var answer = await client.GetAsync("/user/balance", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.45));
    }

    [Fact]
    public async Task AHugeBody_IsAsLongAsAsked_WithoutSayingSo()
    {
        simulator.Faults.Add(new Fault(FaultKind.HugeBody) { Bytes = 3_000_000 });

        using var answer = await client.GetAsync("/user/balance", HttpCompletionOption.ResponseHeadersRead);

        Assert.Null(answer.Content.Headers.ContentLength);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 3_000_000);
    }

    [Fact]
    public async Task DeepNesting_IsDeeperThanAnyReaderAllows()
    {
        simulator.Faults.Add(FaultKind.DeepNesting);

        using var answer = await client.GetAsync("/user/balance");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
        Assert.True(text.Length > 200_000);
    }
}
