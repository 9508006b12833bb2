using CostCompass.Providers.Http;

namespace CostCompass.Providers.Reports;

/// <summary>
/// Reads a cost report page by page, completely or not at all. Endless pages, a repeated page, and an interval that occurs twice,
/// overlaps another one or is outside the span are errors, because each of them would be counted as money. A missing interval isn't
/// covered: its cost is unknown.
/// </summary>
/// <param name="http">The HTTP client.</param>
/// <param name="provider">The provider's name, for messages.</param>
internal sealed class ReportPages(ProviderHttpClient http, string provider)
{
    /// <summary>The maximum size of a page: a month of days with several hundred services each is smaller.</summary>
    public const int MaximumBodyBytes = 16 * 1024 * 1024;

    // Except for an empty last page, a page contains at least one day.
    private const int PagesBeyondDays = 8;
    private const int MaximumTokenLength = 4096;

    /// <summary>Reads a report.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="from">The start of the span, in UTC.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <param name="call">Creates the request for a page from its token, or null for the first page.</param>
    /// <param name="read">Reads the body of a page.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<CostReport> ReadAsync(
        ProviderRequest request,
        DateTimeOffset from,
        DateTimeOffset to,
        Func<string?, ProviderCall> call,
        Func<AnswerObject, ReportPage> read,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        var fault = new AnswerFault(provider, request.Account, request.Key.Memory);
        var told = new SortedList<DateTimeOffset, ReportBucket>();
        var covered = new List<Interval>();
        var pages = new List<IReadOnlyList<ReportedCost>>();
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var pagesLeft = (int)(to - from).TotalDays + PagesBeyondDays;
        using var deadline = http.StartDeadline();
        string? token = null;
        while (true)
        {
            var answer = await http.SendAsync(request, call(token), deadline, cancellationToken).ConfigureAwait(false);
            token = AnswerObject.Read(answer.Body, fault, body =>
            {
                var page = read(body);
                Check(page.Buckets, from, to, told);
                if (page.Costs.Count > 0 && pages.Exists(page.Costs.SequenceEqual))
                {
                    throw fault.At("a page of the report", "repeats the rows of an earlier page");
                }

                pages.Add(page.Costs);
                covered.AddRange(page.Covered);
                return page.NextPage;
            });
            if (token is null)
            {
                return new CostReport(from, to, answer.RetrievedAt, [.. pages.SelectMany(costs => costs)]) { Covered = IntervalSet.Of(covered) };
            }

            if (token.Length > MaximumTokenLength)
            {
                throw fault.At("the token of the next page", "is too long");
            }

            if (!tokens.Add(token))
            {
                throw fault.At("the token of the next page", "occurs twice, so the pages would never end");
            }

            if (--pagesLeft == 0)
            {
                throw fault.At("the report", string.Create(CultureInfo.InvariantCulture, $"has more pages than the span has days: {tokens.Count} were read"));
            }
        }
    }

    /// <summary>Each interval is in the span, occurs once and doesn't overlap another one.</summary>
    private static void Check(IReadOnlyList<ReportBucket> buckets, DateTimeOffset from, DateTimeOffset to, SortedList<DateTimeOffset, ReportBucket> told)
    {
        foreach (var bucket in buckets)
        {
            if (bucket.To <= bucket.From)
            {
                throw bucket.Entry.FaultAt(bucket.StartField, "must be earlier than the end of its interval");
            }

            if (bucket.From < from || bucket.To > to)
            {
                throw bucket.Entry.FaultAt(bucket.StartField, "starts an interval outside the requested span");
            }

            if (!told.TryAdd(bucket.From, bucket))
            {
                throw bucket.Entry.FaultAt(bucket.StartField, "occurs in two intervals");
            }

            var place = told.IndexOfKey(bucket.From);
            if ((place > 0 && told.GetValueAtIndex(place - 1).To > bucket.From) || (place < told.Count - 1 && told.GetKeyAtIndex(place + 1) < bucket.To))
            {
                throw bucket.Entry.FaultAt(bucket.StartField, "starts an interval that overlaps another interval");
            }
        }
    }
}
