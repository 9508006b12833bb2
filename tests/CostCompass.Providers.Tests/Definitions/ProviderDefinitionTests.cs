using System.Text;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Providers.Tests.Definitions;

public sealed class ProviderDefinitionTests
{
    public static TheoryData<string> Examples => new("stability.json", "daily-report.json");

    [Fact]
    public void ASoundDefinition_DescribesItsProvider()
    {
        var description = SampleDefinition.Read(SampleDefinition.Balance).Description;

        Assert.Equal("Sample", description.Name);
        Assert.Equal((CostSourceKind.Balance, ProviderKeyKind.Ordinary), (description.Kind, description.Key));
        Assert.Equal(new Uri("https://api.sample.test/v2/"), description.BaseUri);
        Assert.Equal("SAMPLE_API_KEY", description.EnvironmentVariable);
        Assert.Equal("sample.json", description.DefinitionPath);
        Assert.Null(description.KeyPage);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExample_IsSound(string name) =>
        Assert.NotNull(ProviderDefinitionReader.Read(SampleDefinition.Example(name), name).Description.KeyPage);

    [Theory]
    [InlineData("name")]
    [InlineData("kind")]
    [InlineData("baseUri")]
    [InlineData("environmentVariable")]
    [InlineData("request")]
    [InlineData("request.path")]
    [InlineData("answer")]
    [InlineData("answer.currencyPath", "answer.currency is missing. Specify currency or currencyPath")]
    public void AMissingField_IsNamed(string path, string? expected = null) =>
        SampleDefinition.AssertRefused(JsonEdit.Without(SampleDefinition.Balance, path), expected ?? path + " is missing");

    [Theory]
    [InlineData("name")]
    [InlineData("request.path")]
    [InlineData("request.headers.X-Version")]
    [InlineData("answer.total")]
    public void AFieldThatStandsTwice_IsNamed(string path) =>
        SampleDefinition.AssertRefused(JsonEdit.Twice(SampleDefinition.Balance, path), path + " occurs twice");

    [Theory]
    [InlineData("name", "\"../../etc/passwd\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"a/b\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"CON\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"nul.x\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"dot.\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"sk-secret\"", "name must be 1 to 64 letters")]
    [InlineData("name", "\"Käse\"", "name must be 1 to 64 letters")]
    [InlineData("name", "7", "name must be text")]
    [InlineData("kind", "\"Record\"", "kind must be one of Balance, Cumulative, CostReport")]
    [InlineData("kind", "0", "kind must be text")]
    [InlineData("kind", "\"0\"", "kind must be one of")]
    [InlineData("baseUri", "\"http://api.sample.test\"", "baseUri is not valid: The base address at host 'api.sample.test' uses http")]
    [InlineData("baseUri", "\"https://user:pw@api.sample.test\"", "baseUri is not valid")]
    [InlineData("baseUri", "\"https://api.sample.test?key=1\"", "baseUri is not valid")]
    [InlineData("baseUri", "\"file:///etc/passwd\"", "baseUri is not valid")]
    [InlineData("baseUri", "\"api.sample.test\"", "baseUri must be an absolute web address")]
    [InlineData("environmentVariable", "\"A B\"", "environmentVariable is not a valid name")]
    [InlineData("environmentVariable", "\"sk_live_1234\"", "environmentVariable is not a valid name")]
    [InlineData("request.path", "\"/wallet\"", "request.path must be relative to baseUri")]
    [InlineData("request.path", "\"https://evil.test/take\"", "request.path must be relative to baseUri")]
    [InlineData("request.path", "\"//evil.test/take\"", "request.path must be relative to baseUri")]
    [InlineData("request.path", "\"../admin\"", "request.path is not valid: The request wasn't sent because its address is outside")]
    [InlineData("request.path", "\"a%2f..%2fb\"", "request.path is not valid: The request wasn't sent because its address is outside")]
    [InlineData("request.path", "\"a b\"", "request.path must be a path")]
    [InlineData("request.path", "\"a\\r\\nHost: evil\"", "request.path must be a path")]
    [InlineData("request.path", "\"a#b\"", "request.path must be a path")]
    [InlineData("request.path", "\"wallet?api_key={key}\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet/{key}\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet?token=abc\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet?a=1&X-Api-Key=abc\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet?api%5fkey=abc\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet?x=sk-1234567890\"", "request.path must not contain a key")]
    [InlineData("request.path", "\"wallet?from={from}\"", "request.path must not contain placeholders unless kind is CostReport")]
    [InlineData("request.headers", "{\"X\\r\\nY\":\"1\"}", "request.headers contains 'X Y', which is not a valid header name")]
    [InlineData("request.headers", "{\"X\":\"1\\r\\nHost: evil\"}", "request.headers.X must be a header value")]
    [InlineData("request.headers", "{\"X\":\"1\\u0000\"}", "request.headers.X must be a header value")]
    [InlineData("request.headers", "{\"Host\":\"evil.test\"}", "request.headers contains 'Host', which is a header that a definition can't set")]
    [InlineData("request.headers", "{\"content-length\":\"0\"}", "is a header that a definition can't set")]
    [InlineData("request.headers", "{\"Transfer-Encoding\":\"chunked\"}", "is a header that a definition can't set")]
    [InlineData("request.headers", "{\"Authorization\":\"Bearer x\"}", "is a header for a key")]
    [InlineData("request.headers", "{\"X\":\"Bearer sk-1234567890\"}", "request.headers.X must not contain a key")]
    [InlineData("request.headers", "[]", "request.headers must be an object")]
    [InlineData("answer.total", "\"$.a\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"a..b\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"a[*]\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"a[-1]\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"a[1000]\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"[0]\"", "answer.total must be a path")]
    [InlineData("answer.total", "\"\"", "answer.total must be a path")]
    [InlineData("answer.unit", "0", "answer.unit must be a number between")]
    [InlineData("answer.unit", "-0.01", "answer.unit must be a number between")]
    [InlineData("answer.unit", "1e-12", "answer.unit must be a number between")]
    [InlineData("answer.unit", "0.0000000009", "answer.unit must be a number between")]
    [InlineData("answer.unit", "1000000.000000001", "answer.unit must be a number between")]
    [InlineData("answer.unit", "\"cents\"", "answer.unit is not a valid amount")]
    public void AFieldThatCannotBeMeant_IsNamed(string path, string value, string expected) =>
        SampleDefinition.AssertRefused(JsonEdit.With(SampleDefinition.Balance, path, value), expected);

    [Theory]
    [InlineData("\"request\":{", "\"request\":{\"body\":{},", "request.body requires the method POST")]
    [InlineData("\"request\":{", "\"request\":{\"method\":\"POST\",", "request.body is missing")]
    [InlineData("\"request\":{", "\"request\":{\"method\":\"DELETE\",", "request.method must be GET or POST")]
    [InlineData("\"request\":{", "\"request\":{\"method\":\"POST\",\"body\":{\"apiKey\":\"sk-1234567890\"},", "request.body must not contain a key")]
    [InlineData("\"request\":{", "\"request\":{\"method\":\"POST\",\"body\":\"text\",", "request.body must be an object")]
    [InlineData("\"request\":{", "\"request\":{\"keyHeader\":\"Host\",", "request.keyHeader is a header that a definition can't set")]
    [InlineData("\"request\":{", "\"request\":{\"keyHeader\":\"A: b\",", "request.keyHeader is not a valid header name")]
    [InlineData("\"request\":{", "\"request\":{\"keyPrefix\":\"Bearer\\r\\nX: \",", "request.keyPrefix must be a header value")]
    [InlineData("\"request\":{", "\"request\":{\"keyHeader\":\"X-Version\",", "is a header for a key")]
    [InlineData("\"request\":{", "\"request\":{\"spanForm\":\"Date\",", "request.spanForm is not a known field")]
    [InlineData("\"name\"", "\"\\u001b[31mevil\":1,\"name\"", "evil is not a known field")]
    [InlineData("\"name\"", "\"key\":\"Root\",\"name\"", "key must be one of Ordinary, Admin, Token")]
    [InlineData("\"name\"", "\"keyPage\":\"http://x.test\",\"name\"", "keyPage must be an https address")]
    [InlineData("\"name\"", "\"keyPage\":\"https://x.test/\\u001b]52;c;aa\\u0007\",\"name\"", "keyPage must be an https address")]
    [InlineData("\"name\"", "\"keyPage\":\"https://x.test/%E2%80%AEa\",\"name\"", "keyPage must be an https address")]
    [InlineData("\"name\"", "\"reports\":\"\\u001b[2J\",\"name\"", "reports must be a short text")]
    [InlineData("\"total\":", "\"used\":\"a\",\"total\":", "answer.used requires the kind Cumulative")]
    [InlineData("\"total\":", "\"totl\":\"a\",\"total\":", "answer.totl is not a known field")]
    [InlineData("\"total\":", "\"currency\":\"USD\",\"total\":", "answer.currency can't be combined with currencyPath")]
    public void AFieldThatDoesNotBelong_IsNamed(string before, string after, string expected) =>
        SampleDefinition.AssertRefused(SampleDefinition.Balance.Replace(before, after, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("request.path", "\"costs?to={to}\"", "request.path must contain {from}, and {to} or {lastDay}, when kind is CostReport")]
    [InlineData("request.path", "\"costs?from={from}\"", "request.path must contain {from}, and {to} or {lastDay}, when kind is CostReport")]
    [InlineData("request.path", "\"costs?from={from}&to={to}&x={other}\"", "request.path contains an unknown placeholder")]
    [InlineData("request.pageParameter", "\"a=b&c\"", "request.pageParameter is not a valid query parameter name")]
    [InlineData("request.spanForm", "\"Week\"", "request.spanForm must be one of Date, Instant, UnixTime")]
    [InlineData("answer.rows", "\"rows[*]\"", "answer.rows must be a path")]
    public void AReportThatCannotBeMeant_IsNamed(string path, string value, string expected) =>
        SampleDefinition.AssertRefused(JsonEdit.With(SampleDefinition.Report, path, value), expected);

    [Theory]
    [InlineData("0.000000001")]
    [InlineData("1000000")]
    [InlineData("\"0.01\"")]
    public void AUnit_IsOneUpToItsBounds(string unit) =>
        Assert.Equal("Sample", SampleDefinition.Read(JsonEdit.With(SampleDefinition.Balance, "answer.unit", unit)).Description.Name);

    // What is left follows from the total, or from both pools; of a provider that tells what was used nothing has to be left, but half of it can't be.
    [Theory]
    [InlineData("Balance", "\"total\":\"t\"", null)]
    [InlineData("Balance", "\"granted\":\"g\",\"toppedUp\":\"p\"", null)]
    [InlineData("Balance", "\"granted\":\"g\"", "answer.total is missing. Specify total, or both granted and toppedUp")]
    [InlineData("Balance", "\"toppedUp\":\"p\"", "answer.total is missing. Specify total, or both granted and toppedUp")]
    [InlineData("Balance", "\"unit\":1", "answer.total is missing. Specify total, or both granted and toppedUp")]
    [InlineData("Cumulative", "\"used\":\"u\"", null)]
    [InlineData("Cumulative", "\"used\":\"u\",\"granted\":\"g\",\"toppedUp\":\"p\"", null)]
    [InlineData("Cumulative", "\"used\":\"u\",\"total\":\"t\",\"granted\":\"g\"", null)]
    [InlineData("Cumulative", "\"used\":\"u\",\"granted\":\"g\"", "answer.total is missing. Specify total, or both granted and toppedUp")]
    [InlineData("Cumulative", "\"total\":\"t\"", "answer.used is missing. It is required when kind is Cumulative")]
    public void WhatIsLeft_IsTold_WholeOrNotAtAll(string kind, string paths, string? expected)
    {
        string definition = $$"""{"name":"Sample","kind":"{{kind}}","baseUri":"https://api.sample.test","environmentVariable":"SAMPLE_API_KEY","request":{"path":"x"},"answer":{ {{paths}},"currency":"USD"} }""";

        if (expected is null)
        {
            Assert.Equal(kind, SampleDefinition.Read(definition).Description.Kind.ToString());
            return;
        }

        SampleDefinition.AssertRefused(definition, expected);
    }

    [Fact]
    public void PagesAndTheirParameter_GoTogether()
    {
        SampleDefinition.AssertRefused(JsonEdit.Without(SampleDefinition.Report, "request.pageParameter"), "request.pageParameter is missing");
        SampleDefinition.AssertRefused(JsonEdit.Without(SampleDefinition.Report, "answer.nextPage"), "request.pageParameter requires");
    }

    [Fact]
    public void AFileTooLong_TooDeep_OrNoJson_IsRefused()
    {
        SampleDefinition.AssertRefused(new string(' ', ProviderDefinitionReader.MaximumLength + 1), "the file must not be longer than 65536 bytes");
        SampleDefinition.AssertRefused("""{"request":{"body":""" + string.Concat(Enumerable.Repeat("{\"a\":", 40)), "the file is not valid JSON");
        SampleDefinition.AssertRefused("name: Sample", "the file is not valid JSON");
        SampleDefinition.AssertRefused("[]", "the file must be an object");
    }

    [Fact]
    public void AByteOrderMark_IsNoPartOfTheText() =>
        Assert.Equal("Sample", ProviderDefinitionReader.Read(Encoding.UTF8.Preamble.ToArray().Concat(Encoding.UTF8.GetBytes(SampleDefinition.Balance)).ToArray(), "x").Description.Name);

    [Theory]
    [InlineData("name", "\"openai\"", "name must not be the name of the built-in provider OpenAI")]
    [InlineData("environmentVariable", "\"OPENAI_ADMIN_KEY\"", "environmentVariable is reserved for the key of the built-in provider OpenAI")]
    public void WhatBelongsToAnotherProvider_IsRefused(string path, string value, string expected)
    {
        using var handler = CannedHandler.Of("{}");
        using var http = new ProviderHttpClient(handler, TimeProvider.System);
        var definition = SampleDefinition.Read(JsonEdit.With(SampleDefinition.Balance, path, value));

        var failure = Assert.Throws<CostException>(() => new ProviderCatalog(http, [definition]));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADefinition_HoweverMutated_IsRefusedOrKeepsTheRules() =>
        Prop.ForAll(AnswerMutations.Of(SampleDefinition.Balance).ToArbitrary(), text =>
        {
            try
            {
                var description = ProviderDefinitionReader.Read(text, "sample.json").Description;
                return description.BaseUri.Scheme == Uri.UriSchemeHttps && AccountName.IsValid(description.Name);
            }
            catch (CostException failure)
            {
                return failure.ErrorId == ProviderErrorId.InvalidProviderDefinition;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
