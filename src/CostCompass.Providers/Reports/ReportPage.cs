using CostCompass.Providers.Http;

namespace CostCompass.Providers.Reports;

/// <summary>One page of a cost report.</summary>
/// <param name="Buckets">The intervals of the page. Empty if its rows have their own.</param>
/// <param name="Costs">The billed costs.</param>
/// <param name="NextPage">The token of the next page, or null for the last one.</param>
internal sealed record ReportPage(IReadOnlyList<ReportBucket> Buckets, IReadOnlyList<ReportedCost> Costs, string? NextPage)
{
    /// <summary>The completely reported intervals: by default those of the page and of its rows.</summary>
    public IEnumerable<Interval> Covered { get; init; } = Buckets.Select(bucket => new Interval(bucket.From, bucket.To))
        .Concat(Costs.Select(cost => new Interval(cost.From, cost.To)));

    /// <summary>The token of the next page, from the fields <c>has_more</c> and <c>next_page</c>.</summary>
    /// <param name="answer">The page.</param>
    /// <returns>The token, or null for the last page.</returns>
    public static string? NextOf(AnswerObject answer)
    {
        if (answer.Boolean("has_more"))
        {
            return answer.Text("next_page");
        }

        return answer.HasValue("next_page") ? throw answer.FaultAt("next_page", "contains a page token, but has_more is false") : null;
    }
}
