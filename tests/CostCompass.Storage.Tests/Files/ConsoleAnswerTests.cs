using System.Text;
using System.Text.Json;
using CostCompass.Storage.Files;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Files;

/// <summary>Saved answers of the console's pages, with made-up values in the shapes that real accounts got.</summary>
public sealed class ConsoleAnswerTests
{
    private const string Token = "eyJhbGciOiJIUzI1NiJ9.made-up-token";

    private static readonly Interval Day = new(new DateTimeOffset(2026, 5, 3, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Amounts_AreReadByDayModelAndType()
    {
        UsageExport export = Read(Amounts());

        Assert.Equal(
        [
            ("input_cache_hit_tokens", 103_960_448m), ("input_cache_miss_tokens", 2_042_255m), ("output_tokens", 722_961m), ("request_count", 1_204m),
        ], export.Amounts.Select(row => (row.Type, row.Amount)));
        Assert.All(export.Amounts, row => Assert.Equal((Day, "deepseek-v4-pro", 0m), (row.Interval, row.Model, row.Price)));
        Assert.Equal(Day with { To = Day.To.AddDays(1) }, export.AmountCoverage);
        Assert.Null(export.CostCoverage);
        Assert.Empty(export.Costs);
    }

    [Fact]
    public void RecordedCharges_AreKeptToTheLastDigit()
    {
        UsageExport export = Read(Costs("2.5990112000000000", "6.1267650000000000", "4.3377660000000001"));

        Assert.Equal(
            [("input_cache_hit_tokens", 2.5990112m), ("input_cache_miss_tokens", 6.126765m), ("output_tokens", 4.3377660000000001m)],
            export.Costs.Select(row => (row.Type, row.Cost)));
        Assert.All(export.Costs, row => Assert.Equal((Day, "deepseek-v4-pro", "", "CNY"), (row.Interval, row.Model, row.Wallet, row.Currency)));
        Assert.Equal(13.0635422000000001m, export.Costs.Sum(row => row.Cost));
        Assert.Equal(Day with { To = Day.To.AddDays(1) }, export.CostCoverage);
    }

    [Fact]
    public void Invoices_AreEventsAtTheirInstants()
    {
        UsageExport export = Read(Invoices());

        Assert.Equal(
        [
            (BalanceEventKind.TopUp, 50m, "CNY", Instant("2026-05-03T02:51:01Z")), (BalanceEventKind.TopUp, 20.5m, "USD", Instant("2023-01-31T23:59:59.5Z")),
            (BalanceEventKind.Grant, 10m, "CNY", Instant("2026-05-03T10:00:00Z")),
        ], export.Events.Select(one => (one.Kind, one.Amount, one.Currency, one.At)));
        Assert.Equal(3, export.SkippedEvents);
        Assert.Equal((0, 0), (export.Amounts.Count, export.Costs.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnArchiveOfTheBrowser_IsReadWithoutItsRequests_AndTheLastAnswerOfAPageCounts(bool isEncoded)
    {
        byte[] archive = Archive(isEncoded,
            ("https://platform.deepseek.com/api/v0/usage/amount?month=5&year=2026", Amounts().Replace("722961", "722960", StringComparison.Ordinal)),
            ("https://platform.deepseek.com/api/v0/usage/amount?month=5&year=2026", Amounts()),
            ("https://platform.deepseek.com/api/v0/usage/cost?month=5&year=2026", Costs("1", "2", "3")),
            ("https://platform.deepseek.com/api/v0/usage/by_api_key/cost?month=5&year=2026", "{\"code\":0,\"data\":{\"other\":1}}"),
            ("https://platform.deepseek.com/auth-api/v0/users/get_all_invoice", Invoices()),
            ("https://platform.deepseek.com/api/v0/users/get_user_summary", "{\"token\":\"" + Token + "\"}"),
            ("https://example.com/script.js", "not JSON"));

        UsageExport export = Read(archive);

        Assert.Equal((722_961m, 6m, 3), (export.Amounts.Single(row => row.Type == "output_tokens").Amount, export.Costs.Sum(row => row.Cost), export.Events.Count));
        Assert.DoesNotContain(Token, JsonSerializer.Serialize(export), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"code\":40003,\"msg\":\"TOKEN\",\"data\":null}", "session was over")]
    [InlineData("{\"code\":0,\"data\":{\"biz_code\":40002,\"biz_msg\":\"TOKEN\"}}", "session was over")]
    [InlineData("{\"token\":\"TOKEN\"", "isn't complete JSON")]
    [InlineData("{\"token\":\"TOKEN\"}", "doesn't contain usage")]
    [InlineData("{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://platform.deepseek.com/x?TOKEN\"}}]}}", "doesn't contain an answer")]
    [InlineData("[]", "doesn't contain usage")]
    [InlineData("{\"days\":[{\"date\":\"TOKEN\"}]}", "valid date")]
    [InlineData("{\"days\":[{\"date\":\"0202-05-03\"}]}", "valid date")]
    [InlineData("{\"days\":\"TOKEN\"}", "another form")]
    [InlineData("{\"days\":[{\"date\":\"2026-05-03\",\"data\":[{\"model\":\"sk-TOKEN\"}]}]}", "valid name")]
    [InlineData("{\"days\":[{\"date\":\"2026-05-03\",\"data\":[{\"model\":\"a\",\"usage\":[{\"type\":\"=TOKEN\",\"amount\":1}]}]}]}", "valid type")]
    [InlineData("{\"days\":[{\"date\":\"2026-05-03\",\"data\":[{\"model\":\"a\",\"usage\":[{\"type\":\"REQUEST\",\"amount\":\"TOKEN\"}]}]}]}", "isn't a number")]
    [InlineData("{\"days\":[{\"date\":\"2026-05-03\",\"data\":[{\"model\":\"a\",\"usage\":[{\"type\":\"REQUEST\",\"amount\":-1}]}]}]}", "out of range")]
    [InlineData("[{\"currency\":\"TOKEN\",\"days\":[]}]", "valid currency")]
    [InlineData("{\"days\":[{\"date\":\"\\ud800 TOKEN\"}]}", "isn't complete JSON")]
    [InlineData("{\"data\":{\"biz_data\":[{\"currency\":\"TOKEN\",\"days\":[]}]}}", "valid currency")]
    [InlineData("{\"invoices\":{\"payment_orders\":[{\"amount\":\"5\",\"currency\":\"USD\",\"paid_at\":\"TOKEN\"}]}}", "valid time")]
    [InlineData("{\"invoices\":{\"payment_orders\":[{\"amount\":\"0\",\"currency\":\"USD\",\"paid_at\":\"2026-05-03T02:51:01Z\"}]}}", "out of range")]
    public void AnAnswerThatIsNotValid_IsRefused_AndNothingOfItIsShown(string text, string expected)
    {
        CostException failure = Refusal(() => Read(text.Replace("TOKEN", Token, StringComparison.Ordinal)), "ExportAnswerInvalid");

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreRefused() =>
        Refusal(() => Read(Encoding.Latin1.GetBytes("{\"days\":[{\"date\":\"\u00ff\"}]}")), "ExportAnswerInvalid");

    [Fact]
    public void ATimeInSeconds_AndAnswersInAnArray_AreRead()
    {
        UsageExport export = Read("[" + Amounts() + "," + Costs("1", "2", "3") + ",{\"invoices\":{\"bonus_orders\":[{\"amount\":10,\"currency\":\"usd\",\"created_at\":1777776661}]}}]");

        Assert.Equal((4, 3), (export.Amounts.Count, export.Costs.Count));
        Assert.Equal(("USD", DateTimeOffset.FromUnixTimeSeconds(1777776661)), (Assert.Single(export.Events).Currency, export.Events[0].At));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static UsageExport Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static UsageExport Read(byte[] bytes) => UsageExportReader.Read(new MemoryStream(bytes), "answer.json");

    // As the console gives it: the whole prompt as 0, and a day without usage.
    private static string Amounts() => Answer("{\"total\":[],\"days\":[" + DayOf("103960448", "2042255", "722961", "1204") + ",{\"date\":\"2026-05-04\",\"data\":[]}]}");

    private static string Costs(string hits, string misses, string output) =>
        Answer("[{\"currency\":\"CNY\",\"total\":[],\"days\":[" + DayOf(hits, misses, output, "0") + ",{\"date\":\"2026-05-04\",\"data\":[]}]}]");

    private static string Invoices() => Answer(
        """
        {"invoices":{"payment_orders":[
        {"payment_order_id":"made-up-1","amount":"50","currency":"CNY","payment_order_status":"SUCCESS","paid_at":"2026-05-03T02:51:01+00:00"},
        {"payment_order_id":"made-up-2","amount":"20.5","currency":"USD","payment_order_status":"SUCCESS","paid_at":"2023-02-01T07:59:59.5+08:00"},
        {"payment_order_id":"made-up-3","amount":"99","currency":"CNY","payment_order_status":"PENDING","paid_at":null}],
        "bonus_orders":[{"amount":"10.00","currency":"CNY","created_at":"2026-05-03T10:00:00+00:00"},
        {"amount":"1","currency":"CNY","status":"CANCELED","created_at":"2026-05-03T10:00:00+00:00"},{"amount":"2","currency":"CNY"}]}}
        """);

    private static string DayOf(string hits, string misses, string output, string requests) =>
        $$$"""{"date":"2026-05-03","data":[{"model":"deepseek-v4-pro","usage":[{"type":"PROMPT_TOKEN","amount":"0"},{"type":"PROMPT_CACHE_HIT_TOKEN","amount":"{{{hits}}}"},{"type":"PROMPT_CACHE_MISS_TOKEN","amount":"{{{misses}}}"},{"type":"RESPONSE_TOKEN","amount":"{{{output}}}"},{"type":"REQUEST","amount":"{{{requests}}}"}]}]}""";

    private static string Answer(string data) => "{\"code\":0,\"msg\":\"\",\"data\":{\"biz_code\":0,\"biz_msg\":\"\",\"biz_data\":" + data + "}}";

    private static byte[] Archive(bool isEncoded, params (string Url, string Text)[] answers) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        log = new
        {
            version = "1.2",
            entries = answers.Select(one => new
            {
                request = new { url = one.Url, headers = new[] { new { name = "Authorization", value = "Bearer " + Token } } },
                response = new
                {
                    status = 200,
                    content = isEncoded
                        ? (object)new { encoding = "base64", text = Convert.ToBase64String(Encoding.UTF8.GetBytes(one.Text)) }
                        : new { text = one.Text },
                },
            }),
        },
    });
}
