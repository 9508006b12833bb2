using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Contract;
using CostCompass.Providers.Tests.Definitions;
using CostCompass.Providers.Tests.Http;
using CostCompass.Simulator;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Billing;
using CostCompass.Simulator.Faults;
using CostCompass.Simulator.Requests;

namespace CostCompass.Providers.Tests.Simulator;

/// <summary>Every provider over a real connection to the simulator, which speaks the language of each, faults included.</summary>
public sealed class OtherProviderTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Today = new(Now.Date, TimeSpan.Zero);

    private readonly HttpMessageHandler handler = ProviderHandler.Create();
    private readonly ProviderHttpClient http;
    private readonly ProviderCatalog catalog;
    private SimulatedDeepSeek simulator = null!;

    public OtherProviderTests()
    {
        http = new ProviderHttpClient(handler, TimeProvider.System, new ProviderHttpOptions { Timeout = TimeSpan.FromSeconds(20), RetryDelay = TimeSpan.FromMilliseconds(1) });
        catalog = new ProviderCatalog(
            http,
            [.. new[] { "stability.json", "daily-report.json" }.Select(name => ProviderDefinitionReader.Read(SampleDefinition.Example(name), name))]);
    }

    public static TheoryData<string> Names => ProviderSamples.Names;

    public static TheoryData<string, FaultKind, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, FaultKind, string>();
            foreach (var name in ProviderSamples.All.Select(sample => sample.Name))
            {
                faults.Add(name, FaultKind.Unauthorized, ProviderErrorId.KeyRejected);
                faults.Add(name, FaultKind.TooManyRequests, ProviderErrorId.RateLimited);
                faults.Add(name, FaultKind.Unavailable, ProviderErrorId.ProviderUnavailable);
                faults.Add(name, FaultKind.HtmlInsteadOfJson, ProviderErrorId.UnexpectedAnswer);
                faults.Add(name, FaultKind.NumberForString, name is "OpenAI" or "DeepSeek" or "Vercel" ? "" : ProviderErrorId.UnexpectedAnswer);
                faults.Add(name, FaultKind.AbsurdAmount, ProviderErrorId.UnexpectedAnswer);
                faults.Add(name, FaultKind.MissingField, ProviderErrorId.UnexpectedAnswer);
                faults.Add(name, FaultKind.DeepNesting, ProviderErrorId.UnexpectedAnswer);
                faults.Add(name, FaultKind.RedirectElsewhere, ProviderErrorId.RedirectRefused);
            }

            return faults;
        }
    }

    private SimulatedAccount Account => simulator.Accounts.Only;

    public async Task InitializeAsync()
    {
        simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Granted = 5m, ToppedUp = 20m, IsAdmin = true, Clock = Now });
        Account.Spend(2.5m, "USD");
        foreach (var day in Enumerable.Range(-40, 41).Select(day => DateOnly.FromDateTime(Today.UtcDateTime).AddDays(day)))
        {
            Account.Costs.Set(new BilledCost(day, 1.2345m, "Input tokens", "model-a"));
            Account.Costs.Set(new BilledCost(day, 0.5m, "Output tokens", "model-a"));
        }
    }

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    [Theory]
    [InlineData("DeepSeek", "22.50", "2.50", null)]
    [InlineData("Moonshot", "22.5", "2.5", null)]
    [InlineData("SiliconFlow", "22.50", "2.50", null)]
    [InlineData("Novita", "22.5", "0", null)]
    [InlineData("RunPod", "22.5", "0", null)]
    [InlineData("Vast", "22.5", "0", null)]
    [InlineData("OpenRouter", "22.5", "0", "2.5")]
    [InlineData("Vercel", "22.5", "0", "2.5")]
    [InlineData("DigitalOcean", "22.5", "0", "2.5")]
    [InlineData("Stability", "22.5", "0", null)]
    public async Task ALevel_IsThatOfTheAccount(string name, string total, string granted, string? used)
    {
        var levels = await LevelsAsync(name);

        Assert.Equal((Number(total), Number(granted)), (levels.Total, levels.Granted));
        Assert.Equal(used is null ? null : Number(used), levels.Used);
    }

    [Theory]
    [InlineData("Anthropic", 2)]
    [InlineData("OpenAI", 1)]
    [InlineData("Acme", 20)]
    public async Task AReport_IsReadOverAllItsPages_ToTheLastDay(string name, int pages)
    {
        var report = await ReportAsync(name, Today.AddDays(-39), Today.AddDays(1));

        Assert.Equal(pages, simulator.Requests.Count);
        Assert.Equal(80, report.Costs.Count);
        Assert.Equal(40 * 1.7345m, report.Costs.Sum(cost => cost.Amount));
        Assert.Equal(Today, report.Costs.Max(cost => cost.From));
        Assert.Contains("Input tokens", report.Costs.Select(cost => cost.Service));
        Assert.All(report.Costs, cost => Assert.Equal("USD", cost.Currency));
        Assert.Equal(name == "OpenAI" ? null : "model-a", report.Costs[0].Model);
    }

    [Fact]
    public async Task ARevisedDay_IsReadAnew()
    {
        Account.Costs.Set(new BilledCost(DateOnly.FromDateTime(Today.UtcDateTime).AddDays(-1), 3m, "Input tokens", "model-a"));

        var report = await ReportAsync("Anthropic", Today.AddDays(-1), Today);

        Assert.Equal([3m, 0.5m], report.Costs.Select(cost => cost.Amount));
    }

    [Theory]
    [InlineData("Anthropic", ProviderErrorId.KeyRejected)]
    [InlineData("OpenAI", ProviderErrorId.KeyForbidden)]
    public async Task AnOrdinaryKey_IsToldThatAnAdminKeyIsNeeded(string name, string errorId)
    {
        Account.IsAdmin = false;

        var failure = await Assert.ThrowsAsync<CostException>(() => AskAsync(name));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("it requires an admin key of the organization", failure.Message, StringComparison.Ordinal);
        Assert.Contains("https://", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenRouter_WithAnOrdinaryKey_TellsOfTheKey()
    {
        Account.IsAdmin = false;
        Assert.Equal(BalanceLevels.OfUsage(2.5m), await LevelsAsync("OpenRouter"));

        Account.KeyLimit = 10m;
        Assert.Equal(BalanceLevels.OfUsage(2.5m), await LevelsAsync("OpenRouter"));

        Account.KeyLimit = 2m;
        Assert.Equal(BalanceLevels.OfUsage(2.5m, isAvailable: false), await LevelsAsync("OpenRouter"));
    }

    [Theory]
    [InlineData("DeepSeek", "-0.05")]
    [InlineData("SiliconFlow", "-0.05")]
    [InlineData("Novita", "-0.05")]
    [InlineData("RunPod", "-0.05")]
    [InlineData("Vast", "-0.05")]
    [InlineData("OpenRouter", "-0.05")]
    [InlineData("Vercel", "-0.05")]
    [InlineData("DigitalOcean", "-0.05")]
    public async Task TheLastCall_TakesTheBalanceBelowZero(string name, string total)
    {
        Account.Spend(22.55m, "USD");

        Assert.Equal(Number(total), (await LevelsAsync(name)).Total);
    }

    [Fact]
    public async Task Novita_WithACreditLimit_TellsTheMoneyThatIsLeft()
    {
        Account.CreditLimit = 20m;
        Account.Spend(30m, "USD");

        Assert.Equal(BalanceLevels.OfTotal(-7.5m), await LevelsAsync("Novita"));
    }

    [Fact]
    public async Task Moonshot_ThatIsOwedMoney_HasCashBelowZero()
    {
        Account.Owed = 21.5m;

        Assert.Equal(new BalanceLevels(2.5m, 2.5m, -1.5m, true), await LevelsAsync("Moonshot"));
    }

    [Fact]
    public async Task DigitalOcean_BeginsAnewWithEachMonth()
    {
        simulator.Clock.Set(new DateTimeOffset(2026, 12, 1, 0, 0, 1, TimeSpan.Zero));
        Assert.Equal((22.5m, 0m), ((await LevelsAsync("DigitalOcean")).Total, (await LevelsAsync("DigitalOcean")).Used!.Value));

        Account.Spend(1.25m, "USD");
        Assert.Equal((21.25m, 1.25m), ((await LevelsAsync("DigitalOcean")).Total, (await LevelsAsync("DigitalOcean")).Used!.Value));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AFault_IsTheErrorThatItIs(string name, FaultKind kind, string errorId)
    {
        simulator.Faults.Add(new Fault(kind) { Count = -1, RetryAfter = kind == FaultKind.TooManyRequests ? 90 : null, Location = "http://127.0.0.1:9/elsewhere" });

        if (errorId.Length == 0)
        {
            await AskAsync(name);
            return;
        }

        var failure = await Assert.ThrowsAsync<CostException>(() => AskAsync(name));
        Assert.Equal(errorId, failure.ErrorId);
        Assert.DoesNotContain(SimulatorOptions.DefaultKey, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACutBody_IsNotUsed(string name)
    {
        simulator.Faults.Add(FaultKind.CutBody, count: -1);

        // So short a body may be lost as a whole when the connection is torn down.
        Assert.Contains((await Assert.ThrowsAsync<CostException>(() => AskAsync(name))).ErrorId, new[] { ProviderErrorId.ResponseIncomplete, ProviderErrorId.ConnectionFailed });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AKeyThatNobodyHas_IsRejected(string name)
    {
        var failure = await Assert.ThrowsAsync<CostException>(() => AskAsync(name, "nobodys-key-0000000000"));

        Assert.Equal(ProviderErrorId.KeyRejected, failure.ErrorId);
        Assert.Equal(AuthorizationState.Mismatched, simulator.Requests.All[0].Authorization);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private ProviderRequest Request(ICostProvider provider, string key = SimulatorOptions.DefaultKey) => new()
    {
        Account = "team",
        BaseUri = new Uri(simulator.BaseUri, provider.Description.BaseUri.AbsolutePath),
        Key = SampleRequest.KeyFor(simulator.BaseUri, key),
    };

    private async Task<BalanceLevels> LevelsAsync(string name)
    {
        var provider = catalog.Require<IBalanceProvider>(name);
        return Assert.Single((await provider.ReadAsync(Request(provider))).Readings).Levels;
    }

    private async Task<CostReport> ReportAsync(string name, DateTimeOffset from, DateTimeOffset to)
    {
        var provider = catalog.Require<ICostReportProvider>(name);
        return await provider.ReadCostsAsync(Request(provider), from, to);
    }

    private Task AskAsync(string name, string key = SimulatorOptions.DefaultKey) => catalog.Find(name) switch
    {
        IBalanceProvider balance => balance.ReadAsync(Request(balance, key)),
        ICostReportProvider report => report.ReadCostsAsync(Request(report, key), Today.AddDays(-2), Today),
        _ => throw new InvalidOperationException($"{name} can be asked nothing."),
    };
}
