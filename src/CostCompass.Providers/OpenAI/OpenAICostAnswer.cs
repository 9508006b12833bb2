using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.OpenAI;

/// <summary>
/// A page of OpenAI's cost report. <c>amount.value</c> is in units of the currency, as a number or as text. A result without an amount
/// has no cost.
/// </summary>
internal static class OpenAICostAnswer
{
    public static ReportPage Read(AnswerObject answer)
    {
        var buckets = new List<ReportBucket>();
        var costs = new List<ReportedCost>();
        foreach (var entry in answer.Objects("data"))
        {
            var bucket = new ReportBucket(entry.Field("start_time").UnixTime(), entry.Field("end_time").UnixTime(), entry, "start_time");
            buckets.Add(bucket);
            costs.AddRange(entry.Objects("results").Where(result => result.HasValue("amount")).Select(result => ReadResult(result, bucket)));
        }

        return new ReportPage(buckets, costs, ReportPage.NextOf(answer));
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
}
