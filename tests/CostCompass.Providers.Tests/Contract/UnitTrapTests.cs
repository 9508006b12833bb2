using System.Net;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>The units in which providers write money, one trap each. A figure here is what a person would be told.</summary>
public sealed class UnitTrapTests
{
    [Theory]
    [InlineData("12345", "123.45")]
    [InlineData("123.45", "1.2345")]
    [InlineData("0.0001", "0.000001")]
    [InlineData("-250", "-2.50")]
    public async Task Anthropic_CountsCents(string cents, string dollars)
    {
        var answer = JsonEdit.With(ProviderSamples.Of("Anthropic").Answer, "data[0].results[0].amount", $"\"{cents}\"");
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider("Anthropic", handler);

        Assert.Equal(decimal.Parse(dollars, CultureInfo.InvariantCulture), (await asked.ReadCostsAsync()).Costs[0].Amount);
    }

    [Fact]
    public async Task Anthropic_InACurrencyWhoseSmallestUnitIsNotKnown_IsRefused()
    {
        using var handler = CannedHandler.Of(JsonEdit.With(ProviderSamples.Of("Anthropic").Answer, "data[0].results[0].currency", "\"JPY\""));
        using var asked = new AskedProvider("Anthropic", handler);

        Assert.Contains("data[0].results[0].currency must be USD", (await asked.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.06")]
    [InlineData("\"0.06\"")]
    [InlineData("6e-2")]
    [InlineData("\"6E-2\"")]
    [InlineData("\"0.0600000000000000\"")]
    public async Task OpenAI_CountsDollars_AsNumberOrAsText(string value)
    {
        using var handler = CannedHandler.Of(JsonEdit.With(ProviderSamples.Of("OpenAI").Answer, "data[0].results[0].amount.value", value));
        using var asked = new AskedProvider("OpenAI", handler);

        Assert.Equal(0.06m, (await asked.ReadCostsAsync()).Costs[0].Amount);
    }

    [Fact]
    public async Task OpenAI_KeepsEveryDigit_OfANumberThatWouldNotFitIntoADouble()
    {
        using var handler = CannedHandler.Of(JsonEdit.With(ProviderSamples.Of("OpenAI").Answer, "data[0].results[0].amount.value", "123456.789012345678901234"));
        using var asked = new AskedProvider("OpenAI", handler);

        Assert.Equal(123456.789012345678901234m, (await asked.ReadCostsAsync()).Costs[0].Amount);
    }

    [Theory]
    [InlineData("1", "0.0001")]
    [InlineData("10000", "1")]
    [InlineData("1234567", "123.4567")]
    public async Task Novita_CountsTenThousandthsOfADollar(string units, string dollars) =>
        Assert.Equal(
            decimal.Parse(dollars, CultureInfo.InvariantCulture),
            (await LevelsAsync("Novita", $$"""{"availableBalance":"{{units}}"}""")).Total);

    [Fact]
    public async Task Moonshot_WithCashBelowZero_LeavesTheVouchers()
    {
        var levels = await LevelsAsync("Moonshot", """{"data":{"available_balance":10,"voucher_balance":10,"cash_balance":-2.5}}""");

        Assert.Equal(new BalanceLevels(10m, 10m, -2.5m, true), levels);
    }

    [Fact]
    public async Task Moonshot_ThatTakesWhatIsOwedOffTheVouchers_IsReadAsWell()
    {
        var levels = await LevelsAsync("Moonshot", """{"data":{"available_balance":-1.5,"voucher_balance":1,"cash_balance":-2.5}}""");

        Assert.Equal(new BalanceLevels(-1.5m, 1m, -2.5m, false), levels);
    }

    [Theory]
    [InlineData("Moonshot", "{\"data\":{\"available_balance\":10,\"voucher_balance\":1,\"cash_balance\":2}}", "data.available_balance is not the sum")]
    [InlineData("SiliconFlow", "{\"data\":{\"totalBalance\":\"10\",\"balance\":\"1\",\"chargeBalance\":\"2\"}}", "data.totalBalance is not the sum")]
    public async Task PoolsThatDoNotMakeTheTotal_AreRefused(string name, string answer, string expected)
    {
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider(name, handler);

        Assert.Contains(expected, (await asked.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Moonshot", "https://api.moonshot.ai/v1", "USD")]
    [InlineData("Moonshot", "https://api.moonshot.cn/v1", "CNY")]
    [InlineData("Moonshot", "https://gateway.example.org/kimi", "USD")]
    [InlineData("Moonshot", "https://moonshot.example.cn/v1", "USD")]
    [InlineData("SiliconFlow", "https://api.siliconflow.cn/v1", "CNY")]
    [InlineData("SiliconFlow", "https://api.siliconflow.com/v1", "USD")]
    [InlineData("SiliconFlow", "https://gateway.example.com/v1", "USD")]
    public async Task TheSite_DecidesTheCurrency(string name, string address, string currency)
    {
        using var handler = CannedHandler.Of(ProviderSamples.Of(name).Answer);
        using var asked = new AskedProvider(name, handler);

        Assert.Equal(currency, Assert.Single(await asked.ReadAsync(new Uri(address))).Currency);
    }

    [Theory]
    [InlineData("-8.75", "8.75")]
    [InlineData("12.50", "-12.50")]
    [InlineData("0.00", "0")]
    public async Task DigitalOcean_SaysWhatIsOwed_SoThatCreditIsNegative(string owed, string level)
    {
        var levels = await LevelsAsync("DigitalOcean", JsonEdit.With(ProviderSamples.Of("DigitalOcean").Answer, "month_to_date_balance", $"\"{owed}\""));

        Assert.Equal(decimal.Parse(level, CultureInfo.InvariantCulture), levels.Total);
        Assert.Equal(11.25m, levels.Used);
        Assert.True(levels.IsAvailable);
    }

    [Theory]
    [InlineData("RunPod", "{\"data\":{\"myself\":{\"clientBalance\":-0.25}}}", "-0.25")]
    [InlineData("Vast", "{\"credit\":-3}", "-3")]
    [InlineData("Vercel", "{\"balance\":\"-0.5\",\"total_used\":\"5.5\"}", "-0.5")]
    [InlineData("OpenRouter", "{\"data\":{\"total_credits\":5,\"total_usage\":5.02}}", "-0.02")]
    [InlineData("SiliconFlow", "{\"data\":{\"totalBalance\":\"-1.5\",\"balance\":\"0\",\"chargeBalance\":\"-1.5\"}}", "-1.5")]
    public async Task AnOverdrawnAccount_IsBelowZero_AndCannotCall(string name, string answer, string total)
    {
        var levels = await LevelsAsync(name, answer);

        Assert.Equal(decimal.Parse(total, CultureInfo.InvariantCulture), levels.Total);
        Assert.False(levels.IsAvailable);
    }

    [Theory]
    [InlineData("OpenRouter", "data.total_usage", "-1")]
    [InlineData("Vercel", "total_used", "\"-1\"")]
    [InlineData("DigitalOcean", "month_to_date_usage", "\"-1\"")]
    [InlineData("Moonshot", "data.voucher_balance", "-1")]
    [InlineData("SiliconFlow", "data.balance", "\"-1\"")]
    [InlineData("DeepSeek", "balance_infos[0].granted_balance", "\"-1\"")]
    [InlineData("Novita", "creditLimit", "\"-1\"")]
    public async Task WhatCannotBeNegative_IsRefused(string name, string path, string value)
    {
        using var handler = CannedHandler.Of(JsonEdit.With(ProviderSamples.Of(name).Answer, path, value));
        using var asked = new AskedProvider(name, handler);

        Assert.Contains(path + " is negative", (await asked.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"data\":{\"usage\":4.25,\"limit\":null,\"limit_remaining\":null}}")]
    [InlineData("{\"data\":{\"usage\":4.25,\"limit\":10,\"limit_remaining\":5.75}}")]
    public async Task OpenRouter_WithAnOrdinaryKey_TellsTheUseOfTheKeyAlone(string answer)
    {
        using var handler = new CannedHandler((number, _) => number == 1
            ? CannedHandler.Json("""{"error":{"message":"Only management keys can perform this operation","code":403}}""", HttpStatusCode.Forbidden)
            : CannedHandler.Json(answer));
        using var asked = new AskedProvider("OpenRouter", handler);

        var levels = Assert.Single(await asked.ReadAsync()).Levels;

        Assert.Equal(BalanceLevels.OfUsage(4.25m), levels);
        Assert.Equal(["/api/v1/credits", "/api/v1/key"], handler.Requests.Select(request => request.Uri.AbsolutePath));
    }

    [Fact]
    public async Task OpenRouter_HasTheTimeOfOneRequest_ForBothOfItsOwn()
    {
        using var handler = new SlowHandler(TimeSpan.FromMilliseconds(250));
        using var asked = new AskedProvider("OpenRouter", handler, SampleRequest.Fast with { Timeout = TimeSpan.FromMilliseconds(400) });

        Assert.Equal(ProviderErrorId.RequestTimeout, (await asked.FailureAsync()).ErrorId);
    }

    [Fact]
    public async Task RunPod_ThatKnowsNoUser_HasRejectedTheKey()
    {
        using var handler = CannedHandler.Of("""{"data":{"myself":null}}""");
        using var asked = new AskedProvider("RunPod", handler);

        var failure = await asked.FailureAsync();

        Assert.Equal((ProviderErrorId.KeyRejected, CostErrorKind.Authentication), (failure.ErrorId, failure.Kind));
        Assert.Contains("https://console.runpod.io", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunPod_ThatAnswersAnErrorWithStatus200_IsQuoted_AndNoBalance()
    {
        using var handler = CannedHandler.Of($$"""{"errors":[{"message":"Something went wrong for {{AskedProvider.Key}}\u001b[31m"}],"data":{"myself":null} }""");
        using var asked = new AskedProvider("RunPod", handler);

        var failure = await asked.FailureAsync();

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains("errors says \"Something went wrong for", failure.Message, StringComparison.Ordinal);
    }

    private sealed class SlowHandler(TimeSpan delay) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(delay, cancellationToken);
            return CannedHandler.Json("{}", HttpStatusCode.Forbidden);
        }
    }

    private static async Task<BalanceLevels> LevelsAsync(string name, string answer)
    {
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider(name, handler);
        return Assert.Single(await asked.ReadAsync()).Levels;
    }
}
