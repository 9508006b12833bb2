using System.Text;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>Where an answer begins and ends to be one: nothing left, the largest amount, the longest name, the last second of the calendar.</summary>
public sealed class AnswerBoundaryTests
{
    [Theory]
    [InlineData("DeepSeek", "{\"balance_infos\":[{\"currency\":\"USD\",\"total_balance\":\"0\"}]}")]
    [InlineData("Moonshot", "{\"data\":{\"available_balance\":0,\"voucher_balance\":0,\"cash_balance\":0}}")]
    [InlineData("Novita", "{\"availableBalance\":\"0\"}")]
    [InlineData("OpenRouter", "{\"data\":{\"total_credits\":5,\"total_usage\":5}}")]
    [InlineData("RunPod", "{\"data\":{\"myself\":{\"clientBalance\":0}}}")]
    [InlineData("SiliconFlow", "{\"data\":{\"totalBalance\":\"0\",\"balance\":\"0\",\"chargeBalance\":\"0\"}}")]
    [InlineData("Vast", "{\"credit\":0}")]
    [InlineData("Vercel", "{\"balance\":\"0\",\"total_used\":\"5\"}")]
    public async Task WithNothingLeft_AnAccountCannotCall(string name, string answer)
    {
        BalanceLevels levels = (await ReadAsync(name, answer)).Levels;

        Assert.Equal((0m, false), (levels.Total, levels.IsAvailable));
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.000000001", true)]
    [InlineData("null", true)]
    public async Task OpenRouter_WithAnOrdinaryKey_CanCall_WhileItsLimitLasts(string remaining, bool isAvailable)
    {
        using var handler = new CannedHandler((number, _) => number == 1
            ? CannedHandler.Json("{}", System.Net.HttpStatusCode.Forbidden)
            : CannedHandler.Json($$$"""{"data":{"usage":4.25,"limit_remaining":{{{remaining}}}}}"""));
        using var asked = new AskedProvider("OpenRouter", handler);

        Assert.Equal(isAvailable, Assert.Single(await asked.ReadAsync()).Levels.IsAvailable);
    }

    [Theory]
    [InlineData("Novita", "{\"availableBalance\":\"10000000000000\"}", "1000000000")]
    [InlineData("Novita", "{\"availableBalance\":\"10000000000001\"}", null)]
    [InlineData("Vast", "{\"credit\":1000000000}", "1000000000")]
    [InlineData("Vast", "{\"credit\":-1000000000}", "-1000000000")]
    [InlineData("Vast", "{\"credit\":1000000000.000000001}", null)]
    [InlineData("Vast", "{\"credit\":2.0000000005}", "2")]
    [InlineData("Vast", "{\"credit\":2.0000000015}", "2.000000002")]
    public async Task ABalance_IsReadUpToTheLargestAmount_AndToTheDigitsThatAreKept(string name, string answer, string? total)
    {
        if (total is null)
        {
            Assert.Contains("is not a valid amount", (await FailureAsync(name, answer)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture), (await ReadAsync(name, answer)).Levels.Total);
    }

    [Theory]
    [InlineData("Vast", "{\"credit\":\"1\"}", "credit must be a number")]
    [InlineData("Novita", "{\"availableBalance\":1}", "availableBalance must be text")]
    [InlineData("Novita", "{\"availableBalance\":\"1e3\"}", "availableBalance is not a valid amount")]
    [InlineData("Vercel", "{\"balance\":true,\"total_used\":1}", "balance must be a number or text")]
    [InlineData("RunPod", "{\"data\":{}}", "data.myself is missing")]
    [InlineData("RunPod", "{\"errors\":[],\"data\":{\"myself\":{\"clientBalance\":1}}}", "errors says \"\"")]
    [InlineData("RunPod", "{\"errors\":[{\"message\":\"one\"},{\"message\":\"two\"}]}", "errors says \"one\"")]
    [InlineData("Anthropic", "{\"data\":[{\"starting_at\":\"2026-11-14\",\"ending_at\":\"2026-11-15T00:00:00Z\",\"results\":[]}],\"has_more\":false}", "data[0].starting_at must be a date and time such as 2026-11-01T00:00:00Z")]
    [InlineData("OpenAI", "{\"data\":[{\"start_time\":1.5,\"end_time\":2,\"results\":[]}],\"has_more\":false}", "data[0].start_time must be a whole number of 0 or more")]
    [InlineData("OpenAI", "{\"data\":[{\"start_time\":-1,\"end_time\":2,\"results\":[]}],\"has_more\":false}", "data[0].start_time must be a whole number of 0 or more")]
    [InlineData("OpenAI", "{\"data\":[{\"end_time\":2,\"results\":[]}],\"has_more\":false}", "data[0].start_time is missing")]
    [InlineData("OpenAI", "{\"data\":[],\"has_more\":0}", "has_more must be true or false")]
    public async Task AFieldOfAnotherKind_IsNamedWithWhatItIsNot(string name, string answer, string expected)
    {
        CostException failure = await FailureAsync(name, answer);

        Assert.Equal((ProviderErrorId.UnexpectedAnswer, CostErrorKind.InvalidResponse), (failure.ErrorId, failure.Kind));
        Assert.Contains($"The response from {name} for the account 'team' is not valid: {expected}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("check the base address of the account", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunPod_WithoutErrors_SaysSoWithNull() =>
        Assert.Equal(1m, (await ReadAsync("RunPod", "{\"errors\":null,\"data\":{\"myself\":{\"clientBalance\":1}}}")).Levels.Total);

    [Theory]
    [InlineData("253402300799", "9999-12-31T23:59:59+00:00")]
    [InlineData("0", "1970-01-01T00:00:00+00:00")]
    [InlineData("253402300800", null)]
    public void ATimeInSeconds_IsOneUpToTheLastSecondOfTheCalendar(string seconds, string? expected)
    {
        string answer = $$"""{"at":{{seconds}}}""";
        if (expected is null)
        {
            Assert.Contains("at is not a valid Unix time", Assert.Throws<CostException>(() => Field(answer, "at", field => field.UnixTime())).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Field(answer, "at", field => field.UnixTime()));
    }

    [Theory]
    [InlineData("\"2026-11-01T02:30:00+02:00\"", "2026-11-01T00:30:00Z")]
    [InlineData("\"2026-11-01T00:30:00\"", "2026-11-01T00:30:00Z")]
    [InlineData("\"2026-11-01T00:30:00.1234567Z\"", "2026-11-01T00:30:00.1234567Z")]
    public void AnInstant_IsInUtc_AlsoWhereItNamesNoZone(string written, string expected)
    {
        DateTimeOffset instant = Field($$"""{"at":{{written}}}""", "at", field => field.Instant());

        Assert.Equal((DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero), (instant, instant.Offset));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void TheNameOfAModel_HasALongestForm(int length, bool isTaken)
    {
        string id = "!" + new string('~', length - 1);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"data":[{"id":"{{id}}"}]}""");

        if (isTaken)
        {
            Assert.Equal((id, null), (DeepSeekModelAnswer.Read(body, "team")[0].Id, DeepSeekModelAnswer.Read(body, "team")[0].Name));
            return;
        }

        Assert.Contains("data[0].id is not a valid model identifier", Assert.Throws<CostException>(() => DeepSeekModelAnswer.Read(body, "team")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, 1, true)]
    [InlineData(257, 1, false)]
    [InlineData(1, 12, true)]
    [InlineData(1, 13, false)]
    public void APathIntoAnAnswer_HasALongestForm(int length, int steps, bool isTaken) =>
        Assert.Equal(isTaken, AnswerPath.TryParse(string.Join('.', Enumerable.Repeat(new string('a', length), steps))) is not null);

    [Theory]
    [InlineData("a.b", "{\"a\":{\"b\":7}}", "7")]
    [InlineData("a[1].b", "{\"a\":[{\"b\":6},{\"b\":7}]}", "7")]
    [InlineData("a[0][1]", "{\"a\":[[6,7]]}", "7")]
    [InlineData("a[2]", "{\"a\":[6,7]}", null)]
    [InlineData("a.b", "{\"a\":null}", null)]
    [InlineData("a.b.c", "{\"a\":{}}", null)]
    public void APath_LeadsToItsField_OrToNone(string path, string answer, string? value)
    {
        AnswerPath steps = AnswerPath.TryParse(path)!;

        Assert.Equal(path, steps.ToString());
        Assert.Equal(value, AnswerObject.Read(Encoding.UTF8.GetBytes(answer), Fault, read => steps.In(read) is { HasValue: true } field ? field.RawText() : null));
    }

    private static AnswerFault Fault => new("Sample", "team");

    private static T Field<T>(string answer, string name, Func<AnswerField, T> read) =>
        AnswerObject.Read(Encoding.UTF8.GetBytes(answer), Fault, whole => read(whole.Field(name)));

    private static async Task<BalanceReading> ReadAsync(string name, string answer)
    {
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider(name, handler);
        return Assert.Single(await asked.ReadAsync());
    }

    private static async Task<CostException> FailureAsync(string name, string answer)
    {
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider(name, handler);
        return await asked.FailureAsync();
    }
}
