using System.Text.Json.Nodes;
using CostCompass.Simulator;
using CostCompass.Simulator.Accounts;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class AccountTests
{
    [Fact]
    public async Task GrantedCredit_IsSpentFirst()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Granted = 10m, ToppedUp = 100m });
        using var client = new SimulatorClient(simulator);

        var first = simulator.Accounts.Only.Spend(4m, "USD");
        Assert.Equal(("106.00", "6.00", "100.00"), await client.BalanceAsync());

        var second = simulator.Accounts.Only.Spend(10m, "USD");
        Assert.Equal(("96.00", "0.00", "96.00"), await client.BalanceAsync());
        Assert.Equal((new Charge(4m, 0m), new Charge(6m, 4m)), (first, second));
    }

    [Fact]
    public async Task TheLastSpend_MayBeMoreThanIsLeft()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Granted = 0.02m, ToppedUp = 0.01m });
        using var client = new SimulatorClient(simulator);

        var charge = simulator.Accounts.Only.Spend(0.08m, "USD");

        Assert.Equal(new Charge(0.02m, 0.06m), charge);
        Assert.Equal(0.08m, simulator.Accounts.Only.In("USD").Spent);
        Assert.Equal(("-0.05", "0.00", "-0.05"), await client.BalanceAsync());
        Assert.False((bool)(await client.GetJsonAsync("/user/balance"))["is_available"]!);
    }

    [Fact]
    public async Task TopUpsAndGrants_ShowAtOnce()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { ToppedUp = 1m, IngestionLag = TimeSpan.FromMinutes(5) });
        using var client = new SimulatorClient(simulator);

        simulator.Accounts.Only.In("USD").TopUp(20m);
        simulator.Accounts.Only.In("USD").Grant(5m);

        Assert.Equal(("26.00", "5.00", "21.00"), await client.BalanceAsync());
    }

    [Fact]
    public async Task Spend_ShowsAfterTheLag_AndNotOneTickBefore()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { Granted = 1m, ToppedUp = 9m, IngestionLag = TimeSpan.FromSeconds(90) });
        using var client = new SimulatorClient(simulator);

        simulator.Accounts.Only.Spend(3m, "USD");
        simulator.Clock.Advance(TimeSpan.FromSeconds(90) - TimeSpan.FromTicks(1));
        Assert.Equal(("10.00", "1.00", "9.00"), await client.BalanceAsync());

        simulator.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(("7.00", "0.00", "7.00"), await client.BalanceAsync());
    }

    [Theory]
    [InlineData(BalanceRounding.Floor, "0.125", "99.87", "99.87")]
    [InlineData(BalanceRounding.HalfEven, "0.125", "99.88", "99.88")]
    [InlineData(BalanceRounding.HalfEven, "0.135", "99.86", "99.86")]
    [InlineData(BalanceRounding.Exact, "0.00000125", "99.99999875", "99.99999875")]
    public async Task AmountsAreRounded_AsTheAccountSays(BalanceRounding rounding, string spend, string total, string toppedUp)
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Rounding = rounding });
        using var client = new SimulatorClient(simulator);

        simulator.Accounts.Only.Spend(decimal.Parse(spend, System.Globalization.CultureInfo.InvariantCulture), "USD");

        Assert.Equal((total, "0.00", toppedUp), await client.BalanceAsync());
    }

    [Fact]
    public async Task TheExactAmountStaysInside_WhateverIsShown()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { ToppedUp = 1m });
        using var client = new SimulatorClient(simulator);

        for (var call = 0; call < 1000; call++)
        {
            simulator.Accounts.Only.Spend(0.0001m, "USD");
        }

        Assert.Equal(("0.90", "0.00", "0.90"), await client.BalanceAsync());
        Assert.Equal(0.1m, simulator.Accounts.Only.In("USD").Spent);
    }

    [Fact]
    public async Task AGrantExpires_WhenItsTimeHasCome_AndIsNotSpend()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(
            new SimulatorOptions { ToppedUp = 50m, Clock = SimulatorClient.Instant("2026-11-16T00:00:00Z") });
        using var client = new SimulatorClient(simulator);
        var balance = simulator.Accounts.Only.In("USD");
        balance.Grant(10m, SimulatorClient.Instant("2026-11-17T00:00:00Z"));
        balance.Grant(3m, SimulatorClient.Instant("2026-11-20T00:00:00Z"));

        simulator.Accounts.Only.Spend(4m, "USD");
        simulator.Clock.Set(SimulatorClient.Instant("2026-11-17T00:00:00Z"));

        Assert.Equal(("53.00", "3.00", "50.00"), await client.BalanceAsync());
        Assert.Equal(4m, balance.Spent);
        Assert.Equal(3m, balance.ExpireGrants());
        Assert.Equal(("50.00", "0.00", "50.00"), await client.BalanceAsync());
    }

    [Fact]
    public async Task TwoCurrencies_AreTwoEntries_InTheirOrder()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(new SimulatorOptions { Key = null });
        using var client = new SimulatorClient(simulator, "sk-two");
        var account = simulator.Accounts.AddEmpty("sk-two");
        account.In("CNY").TopUp(0m);
        account.In("USD").TopUp(7m);

        var entries = (await client.GetJsonAsync("/user/balance"))["balance_infos"]!.AsArray();

        Assert.Equal(["CNY 0.00", "USD 7.00"], entries.Select(entry => $"{entry!["currency"]} {entry["total_balance"]}"));
    }

    [Fact]
    public async Task ARestrictedKey_SeesABalanceThatIsNotAvailable()
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync();
        using var client = new SimulatorClient(simulator);
        simulator.Accounts.Only.IsRestricted = true;

        JsonNode answer = await client.GetJsonAsync("/user/balance");

        Assert.False((bool)answer["is_available"]!);
        Assert.Equal("100.00", (string)answer["balance_infos"]![0]!["total_balance"]!);
    }
}
