using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;
using CostCompass.Reports;

namespace CostCompass.Providers.OpenAI;

/// <summary>A page of OpenAI's cost report. <c>amount.value</c> is in units of the currency, and comes as a number or as a text.</summary>
internal static class OpenAICostAnswer
{
    // The last second that a date can hold.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static ReportPage Read(AnswerObject answer)
    {
        var buckets = new List<ReportBucket>();
        var costs = new List<ReportedCost>();
        foreach (var entry in answer.Objects("data"))
        {
            var bucket = new ReportBucket(Instant(entry, "start_time"), Instant(entry, "end_time"), entry, "start_time");
            buckets.Add(bucket);
            costs.AddRange(entry.Objects("results").Select(result => ReadResult(result, bucket)));
        }

        var isLast = !answer.Boolean("has_more");
        return new ReportPage(buckets, costs, isLast ? null : answer.Text("next_page"));
    }

    private static ReportedCost ReadResult(AnswerObject result, ReportBucket bucket)
    {
        var amount = result.Object("amount");
        return new ReportedCost(
            bucket.From,
            bucket.To,
            amount.Currency("currency"),
            amount.ExactAmount("value", AmountForm.Either),
            result.ShownText("line_item"));
    }

    private static DateTimeOffset Instant(AnswerObject entry, string name)
    {
        var seconds = entry.Count(name);
        return seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw entry.FaultAt(name, "is no time");
    }
}
