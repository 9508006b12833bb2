using System.Net;
using CostCompass.Providers.Http;
using RichardSzalay.MockHttp;

namespace CostCompass.Providers.Tests.Http;

public sealed class StatusFailureTests : IDisposable
{
    private readonly MockHttpMessageHandler _handler = new();

    public void Dispose() => _handler.Dispose();

    [Theory]
    [InlineData(400, ProviderErrorId.BadRequest, CostErrorKind.InvalidInput, AccountStatus.Error)]
    [InlineData(401, ProviderErrorId.KeyRejected, CostErrorKind.Authentication, AccountStatus.Auth)]
    [InlineData(402, ProviderErrorId.BalanceInsufficient, CostErrorKind.LimitReached, AccountStatus.Error)]
    [InlineData(403, ProviderErrorId.KeyForbidden, CostErrorKind.Authentication, AccountStatus.Auth)]
    [InlineData(404, ProviderErrorId.EndpointNotFound, CostErrorKind.NotFound, AccountStatus.Error)]
    [InlineData(408, ProviderErrorId.UnexpectedStatus, CostErrorKind.InvalidResponse, AccountStatus.Error)]
    [InlineData(410, ProviderErrorId.EndpointRetired, CostErrorKind.NotFound, AccountStatus.Error)]
    [InlineData(418, ProviderErrorId.UnexpectedStatus, CostErrorKind.InvalidResponse, AccountStatus.Error)]
    [InlineData(422, ProviderErrorId.BadRequest, CostErrorKind.InvalidInput, AccountStatus.Error)]
    [InlineData(429, ProviderErrorId.RateLimited, CostErrorKind.LimitReached, AccountStatus.Limited)]
    [InlineData(500, ProviderErrorId.ProviderUnavailable, CostErrorKind.Connection, AccountStatus.Error)]
    [InlineData(501, ProviderErrorId.ProviderUnavailable, CostErrorKind.Connection, AccountStatus.Error)]
    [InlineData(503, ProviderErrorId.ProviderUnavailable, CostErrorKind.Connection, AccountStatus.Error)]
    [InlineData(204, ProviderErrorId.UnexpectedStatus, CostErrorKind.InvalidResponse, AccountStatus.Error)]
    [InlineData(206, ProviderErrorId.UnexpectedStatus, CostErrorKind.InvalidResponse, AccountStatus.Error)]
    public async Task AStatus_HasItsIdentifier_Kind_AndAccountStatus(int status, string errorId, CostErrorKind kind, AccountStatus accountStatus)
    {
        _handler.When("*").Respond((HttpStatusCode)status, "application/json", "{}");

        var failure = await SampleRequest.FailureAsync(_handler);

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(accountStatus, StatusFailure.AccountStatusOf(failure));
        Assert.Contains("'team'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProvidersOwnWords_AreQuoted_WithoutTheKeyItEchoes()
    {
        _handler.When("*").Respond(
            HttpStatusCode.Unauthorized,
            "application/json",
            $$$"""{"error":{"message":"Authentication Fails,\u001b[31m Your api key: {{{SampleRequest.Key}}} (****32f6) is invalid","type":"authentication_error"}}""");

        var failure = await SampleRequest.FailureAsync(_handler);

        Assert.EndsWith("Message: \"Authentication Fails, Your api key: sk-*** (sk-***) is invalid\"", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("""{"error":"text"}""")]
    [InlineData("""{"error":{"message":7}}""")]
    [InlineData("""{"error":{"message":"\ud800"}}""")]
    [InlineData("""{"error":{"message":"\u001b[2J"}}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task AnErrorWithoutWords_IsReportedWithoutAQuote(string body)
    {
        _handler.When("*").Respond(HttpStatusCode.BadRequest, "application/json", body);

        var failure = await SampleRequest.FailureAsync(_handler);

        Assert.Equal(ProviderErrorId.BadRequest, failure.ErrorId);
        Assert.EndsWith("(HTTP 400).", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExceptionOfTheStack_ThatHoldsTheKey_IsNotAttached()
    {
        _handler.When("*").Throw(new HttpRequestException($"Bearer {SampleRequest.Key}"));

        var failure = await SampleRequest.FailureAsync(_handler);

        Assert.Equal(ProviderErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains("api.deepseek.test:443", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task AnUnknownHost_IsNamed()
    {
        _handler.When("*").Throw(new HttpRequestException(HttpRequestError.NameResolutionError));

        var failure = await SampleRequest.FailureAsync(_handler);

        Assert.Equal(ProviderErrorId.HostNotFound, failure.ErrorId);
        Assert.Contains("'api.deepseek.test'", failure.Message, StringComparison.Ordinal);
    }
}
