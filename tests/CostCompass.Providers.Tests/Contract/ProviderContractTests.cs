using System.Net;
using System.Net.Http.Headers;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>What every provider of the catalog must do, whatever it is asked and however it answers.</summary>
public sealed class ProviderContractTests
{
    public static TheoryData<string> Names => ProviderSamples.Names;

    [Fact]
    public void EveryProvider_HasASample_AndOneNameOfItsOwn()
    {
        using var handler = CannedHandler.Of("{}");
        using var http = new ProviderHttpClient(handler, TimeProvider.System);
        var catalog = new ProviderCatalog(http);

        Assert.Equal(catalog.All.Select(provider => provider.Name).Order(), ProviderSamples.All.Select(sample => sample.Name).Order());
        Assert.Equal(catalog.All.Count, catalog.All.Select(provider => provider.Name.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(catalog.All.Count, catalog.All.Select(provider => provider.Description.EnvironmentVariable).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ADescription_SaysWhatItTells_AndWhatNot_AndWhereAKeyIsMade(string name)
    {
        using var handler = CannedHandler.Of("{}");
        using var asked = new AskedProvider(name, handler);
        var description = asked.Provider.Description;

        Assert.Equal(Uri.UriSchemeHttps, BaseAddress.Require(description.BaseUri).Scheme);
        Assert.Equal(Uri.UriSchemeHttps, description.KeyPage!.Scheme);
        Assert.EndsWith(".", description.Reports, StringComparison.Ordinal);
        Assert.EndsWith(".", description.DoesNotReport, StringComparison.Ordinal);
        Assert.Matches("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_(KEY|TOKEN)$", description.EnvironmentVariable);
        Assert.True(AccountName.IsValid(name.ToLowerInvariant()));
        Assert.Equal(asked.Provider is ICostReportProvider, description.Kind == CostSourceKind.CostReport);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ASoundAnswer_IsReadToTheLastDigit(string name)
    {
        var sample = ProviderSamples.Of(name);
        using var handler = CannedHandler.Of(sample.Answer);
        using var asked = new AskedProvider(name, handler);
        var before = DateTimeOffset.UtcNow;

        if (asked.Provider is IBalanceProvider)
        {
            var readings = await asked.ReadAsync();
            Assert.Equal(sample.Readings, readings.Select(reading => (reading.Currency, reading.Levels)));
            Assert.All(readings, reading => Assert.Equal(("team", name), (reading.Account, reading.Provider)));
            Assert.All(readings, reading => Assert.InRange(reading.At, before, DateTimeOffset.UtcNow));
        }
        else
        {
            var report = await asked.ReadCostsAsync();
            Assert.Equal(sample.Costs, report.Costs);
            Assert.Equal((AskedProvider.From, AskedProvider.To), (report.From, report.To));
            Assert.InRange(report.RetrievedAt, before, DateTimeOffset.UtcNow);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheKey_GoesInItsHeader_AndNowhereElse(string name)
    {
        var sample = ProviderSamples.Of(name);
        using var handler = CannedHandler.Of(sample.Answer);
        using var asked = new AskedProvider(name, handler);

        await asked.AskAsync();

        var request = Assert.Single(handler.Requests);
        Assert.Equal(sample.Method, request.Method);
        Assert.Equal(sample.Method == HttpMethod.Post, request.Body is not null);
        Assert.Equal(asked.Provider.Description.BaseUri.Host, request.Uri.Host);
        Assert.Equal(sample.Path, Uri.UnescapeDataString(request.Uri.PathAndQuery));
        Assert.Equal(sample.KeyPrefix + AskedProvider.Key, request.Headers[sample.KeyHeader]);
        Assert.DoesNotContain(AskedProvider.Key, request.Uri.ToString() + request.Body, StringComparison.Ordinal);
        Assert.All(request.Headers.Where(header => header.Key != sample.KeyHeader), header => Assert.DoesNotContain(AskedProvider.Key, header.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ARefusedKey_IsSaidSo_WithTheKindThatIsNeeded_AndWhereItIsMade(string name)
    {
        foreach (var (status, errorId) in new[] { (401, ProviderErrorId.KeyRejected), (403, ProviderErrorId.KeyForbidden) })
        {
            using var handler = CannedHandler.Of((HttpStatusCode)status, $$"""{"error":{"message":"Bad key {{AskedProvider.Key}}"},"message":"Bad key {{AskedProvider.Key}}"}""");
            using var asked = new AskedProvider(name, handler);

            var failure = await asked.FailureAsync();

            Assert.Equal((errorId, CostErrorKind.Authentication), (failure.ErrorId, failure.Kind));
            Assert.Equal(AccountStatus.Auth, StatusFailure.AccountStatusOf(failure));
            Assert.Contains(asked.Provider.Description.KeyPage!.AbsoluteUri, failure.RecommendedAction, StringComparison.Ordinal);
            var isAdmin = asked.Provider.Description.Key == ProviderKeyKind.Admin;
            Assert.Equal(isAdmin, failure.Message.Contains("admin key", StringComparison.Ordinal));
            Assert.Equal(isAdmin, failure.RecommendedAction.Contains("admin key", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TooManyRequests_SayHowLongToWait_AndAreNotRepeatedBefore(string name)
    {
        using var handler = new CannedHandler((_, _) =>
        {
            var response = CannedHandler.Json("{}", HttpStatusCode.TooManyRequests);
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(120));
            return response;
        });
        using var asked = new AskedProvider(name, handler);

        var failure = await asked.FailureAsync();

        Assert.Equal((ProviderErrorId.RateLimited, TimeSpan.FromSeconds(120)), (failure.ErrorId, failure.RetryAfter));
        Assert.Single(handler.Requests);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AServerThatFails_IsAskedAgain_TwiceAtMost(string name)
    {
        using var recovering = new CannedHandler((number, _) => CannedHandler.Json(
            number < 3 ? "{}" : ProviderSamples.Of(name).Answer, number < 3 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK));
        using var asked = new AskedProvider(name, recovering);
        await asked.AskAsync();
        Assert.Equal(3, recovering.Requests.Count);

        using var failing = CannedHandler.Of(HttpStatusCode.InternalServerError);
        using var askedInVain = new AskedProvider(name, failing);
        Assert.Equal(ProviderErrorId.ProviderUnavailable, (await askedInVain.FailureAsync()).ErrorId);
        Assert.Equal(3, failing.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AServerThatDoesNotAnswer_IsLeftWhenTimeIsUp(string name)
    {
        using var handler = new SilentHandler();
        using var asked = new AskedProvider(name, handler, SampleRequest.Fast with { Timeout = TimeSpan.FromMilliseconds(60) });

        Assert.Equal(ProviderErrorId.RequestTimeout, (await asked.FailureAsync()).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACancelledRequest_EndsWithTheCallersToken(string name)
    {
        using var handler = new SilentHandler();
        using var asked = new AskedProvider(name, handler);
        using var cancellation = new CancellationTokenSource();

        var asking = asked.AskAsync(cancellation.Token);
        await cancellation.CancelAsync();

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(cancellation.Token, stopped.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ARedirect_IsRefused_AndNothingIsSentThere(string name)
    {
        using var handler = new CannedHandler((_, _) => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://elsewhere.test/take") } });
        using var asked = new AskedProvider(name, handler);

        Assert.Equal(ProviderErrorId.RedirectRefused, (await asked.FailureAsync()).ErrorId);
        Assert.Equal(asked.Provider.Description.BaseUri.Host, Assert.Single(handler.Requests).Uri.Host);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnAnswerLargerThanAny_IsNotRead(string name)
    {
        using var handler = new CannedHandler((_, _) => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[(16 * 1024 * 1024) + 1]) });
        using var asked = new AskedProvider(name, handler);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, (await asked.FailureAsync()).ErrorId);
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("The wait had no end.");
        }
    }
}
