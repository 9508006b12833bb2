using System.Net;
using System.Web;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>What every provider of cost reports must do with pages and intervals: what is counted twice or left unread is money.</summary>
public sealed class ReportContractTests
{
    private static readonly DateTimeOffset Start = AskedProvider.From;

    public static TheoryData<string> Names => ProviderSamples.ReportNames;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EveryPage_IsRead_AndAskedForByTheTokenOfTheOneBefore(string name)
    {
        using var handler = new CannedHandler((number, _) => CannedHandler.Json(Page(name, number - 1, next: number < 4 ? $"page/{number}+=&" : null)));
        using var asked = new AskedProvider(name, handler);

        var report = await asked.ReadCostsAsync(Start, Start.AddDays(4));

        Assert.Equal([1m, 2m, 3m, 4m], report.Costs.Select(cost => cost.Amount));
        Assert.Equal(Enumerable.Range(0, 4).Select(day => Start.AddDays(day)), report.Costs.Select(cost => cost.From));
        Assert.Equal([null, "page/1+=&", "page/2+=&", "page/3+=&"], handler.Requests.Select(request => HttpUtility.ParseQueryString(request.Uri.Query)["page"]));
        Assert.Single(handler.Requests.Select(request => request.Uri.Query.Split("&page=")[0]).Distinct());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AYear_IsAskedForInPagesOfTheLargestSize(string name)
    {
        using var handler = CannedHandler.Of(Page(name, 0, null));
        using var asked = new AskedProvider(name, handler);

        await asked.ReadCostsAsync(Start, Start.AddDays(365));

        Assert.Equal(Sample(name).DaysPerPage.ToString(CultureInfo.InvariantCulture), HttpUtility.ParseQueryString(handler.Requests[0].Uri.Query)["limit"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task ATokenThatComesAgain_IsRefused(string name) =>
        AssertRefusedAsync(name, number => Page(name, number - 1, "again"), "occurs twice, so the pages would never end", requests: 2);

    [Theory]
    [MemberData(nameof(Names))]
    public Task PagesWithoutEnd_AreRefused(string name) =>
        AssertRefusedAsync(name, number => Empty($"page{number}"), "has more pages than the span has days", requests: 12);

    [Theory]
    [MemberData(nameof(Names))]
    public Task AnIntervalThatComesAgain_IsNotCountedTwice(string name) =>
        AssertRefusedAsync(name, number => Page(name, 0, $"page{number}"), "occurs in two intervals", requests: 2);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnIntervalOutsideOfTheSpan_IsRefused(string name)
    {
        await AssertRefusedAsync(name, _ => Page(name, -1, null), "outside the requested span", requests: 1);
        await AssertRefusedAsync(name, _ => Page(name, 4, null), "outside the requested span", requests: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task APageThatIsAnnouncedWithoutAToken_IsRefused(string name) =>
        AssertRefusedAsync(name, _ => Page(name, 0, null).Replace("\"has_more\":false", "\"has_more\":true", StringComparison.Ordinal), "next_page must be text", requests: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public Task AToken_BesideTheWordThatNothingFollows_IsRefused(string name) =>
        AssertRefusedAsync(name, _ => Page(name, 0, "more").Replace("\"has_more\":true", "\"has_more\":false", StringComparison.Ordinal), "next_page contains a page token, but has_more is false", requests: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task IntervalsThatOverlap_AreRefused(string name)
    {
        await AssertRefusedAsync(name, number => Envelope(Bucket(name, number - 1, days: 2), number < 2 ? "more" : null), "overlaps", requests: 2);
        await AssertRefusedAsync(name, number => Envelope(Bucket(name, 2 - number, days: number), number < 2 ? "more" : null), "overlaps", requests: 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task OnlyWhatAReportTells_IsCovered(string name)
    {
        Assert.Equal([], await CoveredAsync(name, ""));
        Assert.Equal([(0, 4)], await CoveredAsync(name, Buckets(name, 3, 1, 0, 2)));

        // An answer that was cut short.
        Assert.Equal([(0, 2)], await CoveredAsync(name, Buckets(name, 0, 1)));
        Assert.Equal([(1, 2), (3, 4)], await CoveredAsync(name, Buckets(name, 3, 1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AFailureOnALaterPage_LeavesNothing(string name)
    {
        using var handler = new CannedHandler((number, _) => number == 1
            ? CannedHandler.Json(Page(name, 0, "more"))
            : CannedHandler.Json("{}", HttpStatusCode.Unauthorized));
        using var asked = new AskedProvider(name, handler);

        Assert.Equal(ProviderErrorId.KeyRejected, (await asked.FailureAsync()).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AllPagesTogether_HaveTheTimeOfOneRequest(string name)
    {
        using var handler = new SlowPages(number => Page(name, number - 1, $"page{number}"));
        using var asked = new AskedProvider(name, handler, SampleRequest.Fast with { Timeout = TimeSpan.FromSeconds(2) });

        var failure = await Assert.ThrowsAsync<Errors.CostException>(() => asked.ReadCostsAsync(Start, Start.AddDays(300)));

        Assert.Equal(ProviderErrorId.RequestTimeout, failure.ErrorId);
        Assert.InRange(handler.Count, 1, 5);
    }

    private static async Task AssertRefusedAsync(string name, Func<int, string> page, string expected, int requests)
    {
        using var handler = new CannedHandler((number, _) => CannedHandler.Json(page(number)));
        using var asked = new AskedProvider(name, handler);

        var failure = await Assert.ThrowsAsync<Errors.CostException>(() => asked.ReadCostsAsync(Start, Start.AddDays(4)));

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(requests, handler.Requests.Count);
    }

    /// <summary>A page with one day, counted from the start, that cost one unit more than its number.</summary>
    private static string Page(string name, int day, string? next) => Envelope(Bucket(name, day), next);

    private static string Buckets(string name, params int[] days) => string.Join(",", days.Select(day => Bucket(name, day)));

    private static async Task<IEnumerable<(int From, int To)>> CoveredAsync(string name, string buckets)
    {
        using var handler = CannedHandler.Of(Envelope(buckets, null));
        using var asked = new AskedProvider(name, handler);
        var report = await asked.ReadCostsAsync(Start, Start.AddDays(4));
        return report.Covered.Select(span => ((span.From - Start).Days, (span.To - Start).Days));
    }

    private static string Bucket(string name, int day, int days = 1)
    {
        var from = Start.AddDays(day);
        return Sample(name).Bucket!(from, from.AddDays(days), day + 1);
    }

    private static ProviderSample Sample(string name) => ProviderSamples.All.Single(sample => sample.Name == name);

    private static string Empty(string next) => Envelope("", next);

    private static string Envelope(string bucket, string? next) =>
        $$"""{"data":[{{bucket}}],"has_more":{{(next is null ? "false" : "true")}},"next_page":{{(next is null ? "null" : $"\"{next}\"")}}}""";

    private sealed class SlowPages(Func<int, string> page) : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(500, cancellationToken);
            return CannedHandler.Json(page(++Count));
        }
    }
}
