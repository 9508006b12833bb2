using System.Net;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Http;
using RichardSzalay.MockHttp;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class DeepSeekProviderTests : IDisposable
{
    private const string Models = """{"object":"list","data":[{"id":"deepseek-flash","object":"model","owned_by":"deepseek","name":"Flash\u001b[0m","context_window":131072,"max_output_tokens":8192},{"id":"deepseek-pro","context_window":"big"}]}""";

    private readonly MockHttpMessageHandler _handler = new();
    private readonly ProviderHttpClient _http;
    private readonly DeepSeekProvider _provider;

    public DeepSeekProviderTests()
    {
        _http = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast);
        _provider = new DeepSeekProvider(_http);
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [Fact]
    public async Task TheBalance_IsAskedWithTheKey_AtItsPath()
    {
        _handler.Expect(HttpMethod.Get, "https://api.deepseek.test/user/balance")
            .WithHeaders("Authorization", $"Bearer {SampleRequest.Key}")
            .Respond("application/json", """{"is_available":true,"balance_infos":[{"currency":"USD","total_balance":"3.00","granted_balance":"1.00","topped_up_balance":"2.00"}]}""");
        var before = DateTimeOffset.UtcNow;

        var balance = Assert.Single((await _provider.ReadAsync(SampleRequest.To())).Readings);

        Assert.Equal(3m, balance.Levels.Total);
        Assert.InRange(balance.At, before, DateTimeOffset.UtcNow);
        _handler.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task ASignInPage_IsNoBalance()
    {
        _handler.When("*").Respond("text/html", "<html>Sign in</html>");

        var failure = await Assert.ThrowsAsync<CostException>(() => _provider.ReadAsync(SampleRequest.To()));

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
    }

    [Fact]
    public async Task Models_ComeWithWhatTheAnswerKnows_AndNullForTheRest()
    {
        _handler.When("https://api.deepseek.test/models").Respond("application/json", Models);

        var models = (await _provider.ReadModelsAsync(SampleRequest.To())).Models;

        Assert.Equal(
            [
                new DeepSeekModel { Account = "team", Id = "deepseek-flash", Name = "Flash", OwnedBy = "deepseek", ContextWindow = 131072, MaxOutputTokens = 8192 },
                new DeepSeekModel { Account = "team", Id = "deepseek-pro" },
            ],
            models);
    }

    [Fact]
    public async Task ModelsThatAreNotThere_AreAskedAtTheCompatiblePath()
    {
        _handler.When("https://api.deepseek.test/models").Respond(HttpStatusCode.NotFound);
        _handler.When("https://api.deepseek.test/v1/models").Respond("application/json", Models);

        Assert.Equal(2, (await _provider.ReadModelsAsync(SampleRequest.To())).Models.Count);
    }

    [Fact]
    public async Task AnyOtherRefusalOfModels_IsNotAskedAgainElsewhere()
    {
        _handler.When("https://api.deepseek.test/models").Respond(HttpStatusCode.Unauthorized);
        var compatible = _handler.When("https://api.deepseek.test/v1/models").Respond("application/json", Models);

        var failure = await Assert.ThrowsAsync<CostException>(() => _provider.ReadModelsAsync(SampleRequest.To()));

        Assert.Equal(ProviderErrorId.KeyRejected, failure.ErrorId);
        Assert.Equal(0, _handler.GetMatchCount(compatible));
    }

    [Theory]
    [InlineData("""{"data":[{"id":7}]}""", "data[0].id must be text")]
    [InlineData("""{"data":[{"id":""}]}""", "data[0].id is not a valid model identifier")]
    [InlineData("""{"data":[{"id":"a\u001b[0m"}]}""", "data[0].id is not a valid model identifier")]
    [InlineData("""{"models":[]}""", "data is missing")]
    public async Task ModelsOfAnotherShape_AreRefused_NamingTheField(string body, string expected)
    {
        _handler.When("*").Respond("application/json", body);

        var failure = await Assert.ThrowsAsync<CostException>(() => _provider.ReadModelsAsync(SampleRequest.To()));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RateLimits_AreReadFromTheHeaders_AndTheAbsentOnesAreNull()
    {
        _handler.When("*").Respond(
            new Dictionary<string, string>
            {
                ["x-ratelimit-limit-requests"] = "500",
                ["x-ratelimit-remaining-requests"] = "0",
                ["x-ratelimit-reset-requests"] = "2026-08-01T12:00:00Z",
                ["x-ratelimit-limit-tokens"] = "many",
                ["x-ratelimit-remaining-tokens"] = "-1",
            },
            "application/json",
            Models);

        var limits = await _provider.ReadRateLimitsAsync(SampleRequest.To());

        Assert.Equal(
            [
                new DeepSeekRateLimit { Account = "team", Kind = RateLimitKind.Requests, Limit = 500, Remaining = 0, ResetsAt = new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero) },
                new DeepSeekRateLimit { Account = "team", Kind = RateLimitKind.Tokens },
            ],
            limits);
    }

    [Fact]
    public async Task TheProviderFromTheCatalog_GivesReadings()
    {
        _handler.When("*").Respond("application/json", """{"is_available":false,"balance_infos":[{"total_balance":"3.00","granted_balance":"1.00","topped_up_balance":"2.00"}]}""");
        var provider = new ProviderCatalog(_http).Require<IBalanceProvider>("deepseek");

        var reading = Assert.Single((await provider.ReadAsync(SampleRequest.To())).Readings);

        Assert.Equal(("team", "DeepSeek", "CNY"), (reading.Account, reading.Provider, reading.Currency));
        Assert.Equal(new Balances.BalanceLevels(3m, 1m, 2m, false), reading.Levels);
        Assert.Equal("DEEPSEEK_API_KEY", provider.Description.EnvironmentVariable);
        Assert.Equal(provider.Description.BaseUri.Host, BaseAddress.Require(provider.Description.BaseUri).Host);
    }

    [Fact]
    public void AProviderThatNobodyKnows_IsNotFound_AndTheKnownOnesAreNamed()
    {
        var failure = Assert.Throws<CostException>(() => new ProviderCatalog(_http).Require<IBalanceProvider>("DeepSeak"));

        Assert.Equal(ProviderErrorId.ProviderNotFound, failure.ErrorId);
        Assert.Contains("DeepSeek", failure.RecommendedAction, StringComparison.Ordinal);
    }
}
