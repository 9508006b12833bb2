using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Contract;
using CostCompass.Providers.Tests.Http;

namespace CostCompass.Providers.Tests.Definitions;

public sealed class DefinedProviderTests
{
    private const string Wallet = """{"wallets":[{"left":1250,"gift":"250","paid":1000,"currency":"eur"}]}""";

    private static readonly DateTimeOffset From = AskedProvider.From;

    [Fact]
    public async Task ABalance_IsReadAtItsPaths_InItsUnit()
    {
        using var handler = CannedHandler.Of(Wallet);

        var reading = Assert.Single(await ReadAsync(SampleDefinition.Balance, handler));

        Assert.Equal(("team", "Sample", "EUR"), (reading.Account, reading.Provider, reading.Currency));
        Assert.Equal(new BalanceLevels(12.5m, 2.5m, 10m, true), reading.Levels);
        var request = Assert.Single(handler.Requests);
        Assert.Equal((HttpMethod.Get, "https://api.sample.test/v2/wallet?verbose=1", null), (request.Method, request.Uri.AbsoluteUri, request.Body));
        Assert.Equal(("Bearer " + AskedProvider.Key, "3"), (request.Headers["Authorization"], request.Headers["X-Version"]));
    }

    [Theory]
    [InlineData("\"total\":\"t\"", "12.5", "0", "12.5", null)]
    [InlineData("\"total\":\"t\",\"granted\":\"g\"", "12.5", "2.5", "10.0", null)]
    [InlineData("\"total\":\"t\",\"toppedUp\":\"p\"", "12.5", "2.5", "10", null)]
    [InlineData("\"granted\":\"g\",\"toppedUp\":\"p\"", "12.5", "2.5", "10", null)]
    [InlineData("\"used\":\"u\",\"total\":\"t\"", "12.5", "0", "12.5", "7")]
    [InlineData("\"used\":\"u\"", "0", "0", "0", "7")]
    public async Task WhatIsLeftOut_FollowsFromTheRest(string paths, string total, string granted, string toppedUp, string? used)
    {
        var kind = used is null ? "Balance" : "Cumulative";
        var definition = $$"""{"name":"Sample","kind":"{{kind}}","baseUri":"https://api.sample.test","environmentVariable":"SAMPLE_API_KEY","request":{"path":"x"},"answer":{ {{paths}},"currency":"USD"} }""";
        using var handler = CannedHandler.Of("""{"t":12.5,"g":2.5,"p":10,"u":7}""");

        var levels = Assert.Single(await ReadAsync(definition, handler)).Levels;

        Assert.Equal((Number(total), Number(granted), Number(toppedUp)), (levels.Total, levels.Granted, levels.ToppedUp));
        Assert.Equal(used is null ? null : Number(used), levels.Used);
        Assert.Equal(paths == "\"used\":\"u\"", levels.IsUsageOnly);
    }

    [Theory]
    [InlineData("wallets[0].left", "wallets[0].left is missing")]
    [InlineData("wallets[0].currency", "wallets[0].currency is missing")]
    public async Task AMissingValue_IsNamedByItsPath(string path, string expected) =>
        Assert.Contains(expected, (await FailureAsync(JsonEdit.Without(Wallet, path))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"wallets\":[]}", "wallets[0] is missing")]
    [InlineData("{\"wallets\":{}}", "wallets must be a list")]
    [InlineData("{\"wallets\":[5]}", "wallets[0] must be an object")]
    [InlineData("{\"wallets\":null}", "wallets must be a number or text")]
    [InlineData("{}", "wallets is missing")]
    public async Task AnAnswerOfAnotherShape_IsNamed(string answer, string expected) =>
        Assert.Contains(expected, (await FailureAsync(answer)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task PoolsThatDoNotMakeTheTotal_AreRefused() =>
        Assert.Contains(
            "wallets[0].left is not the sum of wallets[0].gift and wallets[0].paid",
            (await FailureAsync("""{"wallets":[{"left":1250,"gift":250,"paid":500,"currency":"EUR"}]}""")).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task APost_SendsItsBody_AndItsKeyInItsHeader()
    {
        var definition = SampleDefinition.Balance.Replace(
            "\"request\":{", "\"request\":{\"method\":\"POST\",\"body\":{\"query\":\"{ me { left } }\"},\"keyHeader\":\"X-Api-Key\",", StringComparison.Ordinal);
        using var handler = CannedHandler.Of(Wallet);

        await ReadAsync(definition, handler);

        var request = Assert.Single(handler.Requests);
        Assert.Equal((HttpMethod.Post, """{"query":"{ me { left } }"}"""), (request.Method, request.Body));
        Assert.Equal(AskedProvider.Key, request.Headers["X-Api-Key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task AReport_IsReadPageByPage()
    {
        using var handler = new CannedHandler((number, _) => CannedHandler.Json(number switch
        {
            1 => $$"""{"rows":[{"at":{{From.ToUnixTimeSeconds()}},"cost":"1.25","what":"calls"}],"next":2}""",
            2 => """{"rows":[{"at":"2026-11-15","cost":2,"what":null}],"next":"x/y"}""",
            3 => """{"rows":[{"at":"2026-11-15T13:00:00Z","cost":-0.5}],"next":""}""",
            _ => throw new InvalidOperationException("There is no such page."),
        }));

        var report = await ReportAsync(handler);

        Assert.Equal(
            [
                new ReportedCost(From, From.AddDays(1), "EUR", 1.25m, "calls"),
                new ReportedCost(From.AddDays(1), From.AddDays(2), "EUR", 2m, ""),
                new ReportedCost(From.AddDays(1), From.AddDays(2), "EUR", -0.5m, ""),
            ],
            report.Costs);
        Assert.Equal(
            ["/costs?from=1794614400&to=1794787200", "/costs?from=1794614400&to=1794787200&cursor=2", "/costs?from=1794614400&to=1794787200&cursor=x%2Fy"],
            handler.Requests.Select(request => request.Uri.PathAndQuery));
    }

    [Theory]
    [InlineData("", new[] { 0 })]
    [InlineData(",\"missingDay\":\"Unknown\"", new[] { 0 })]
    [InlineData(",\"missingDay\":\"Free\"", new[] { 0, 1 })]
    public async Task ADayWithoutARow_IsCovered_WhereTheDefinitionSaysThatItIsFree(string field, int[] covered)
    {
        using var handler = CannedHandler.Of("""{"rows":[{"at":"2026-11-14","cost":1}]}""");

        var report = await ReportAsync(handler, SampleDefinition.Report.Replace("\"next\"", "\"next\"" + field, StringComparison.Ordinal));

        Assert.Equal([new Interval(From, From.AddDays(covered.Length))], report.Covered);
    }

    [Fact]
    public async Task APageThatHasTheRowsOfOneBefore_IsRefused()
    {
        using var handler = new CannedHandler((number, _) => CannedHandler.Json($$"""{"rows":[{"at":"2026-11-14","cost":1}],"next":{{number}}}"""));

        var failure = await Assert.ThrowsAsync<CostException>(() => ReportAsync(handler));

        Assert.Contains("repeats the rows of an earlier page", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"rows\":[{\"at\":\"2026-11-13\",\"cost\":1}]}", "rows[0].at is outside the requested span")]
    [InlineData("{\"rows\":[{\"at\":\"2026-11-16\",\"cost\":1}]}", "rows[0].at is outside the requested span")]
    [InlineData("{\"rows\":[{\"at\":\"14.11.2026\",\"cost\":1}]}", "rows[0].at must be a date and time")]
    [InlineData("{\"rows\":[{\"at\":\"2026-11-14\"}]}", "rows[0].cost is missing")]
    [InlineData("{\"rows\":{}}", "rows must be a list")]
    [InlineData("{\"rows\":[],\"next\":\"again\"}", "the token of the next page occurs twice")]
    public async Task AReportOfAnotherShape_IsRefused_NamingTheField(string page, string expected)
    {
        using var handler = CannedHandler.Of(page);

        var failure = await Assert.ThrowsAsync<CostException>(() => ReportAsync(handler));

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static ProviderRequest Request(ICostProvider provider) => new() { Account = "team", BaseUri = provider.Description.BaseUri, Key = SampleRequest.KeyFor(provider.Description.BaseUri, AskedProvider.Key) };

    private static async Task<IReadOnlyList<BalanceReading>> ReadAsync(string definition, CannedHandler handler)
    {
        using var http = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);
        var provider = new ProviderCatalog(http, [SampleDefinition.Read(definition)]).Require<IBalanceProvider>("sample");
        return (await provider.ReadAsync(Request(provider))).Readings;
    }

    private static async Task<CostReport> ReportAsync(CannedHandler handler, string definition = SampleDefinition.Report)
    {
        using var http = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);
        var provider = new ProviderCatalog(http, [SampleDefinition.Read(definition)]).Require<ICostReportProvider>("sample");
        return await provider.ReadCostsAsync(Request(provider), From, From.AddDays(2));
    }

    private static async Task<CostException> FailureAsync(string answer)
    {
        using var handler = CannedHandler.Of(answer);
        var failure = await Assert.ThrowsAsync<CostException>(() => ReadAsync(SampleDefinition.Balance, handler));
        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        return failure;
    }
}
