using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.Anthropic;

/// <summary>
/// A page of Anthropic's cost report. <c>amount</c> is text in cents with decimals: "123.45" is 1.2345 dollars. Reading it as dollars
/// would make the bill 100 times as large.
/// </summary>
internal static class AnthropicCostAnswer
{
    private const decimal Cent = 0.01m;

    // The amount is in the smallest unit of its currency, which is known for this currency only.
    private const string OnlyCurrency = "USD";

    public static ReportPage Read(AnswerObject answer)
    {
        var buckets = new List<ReportBucket>();
        var costs = new List<ReportedCost>();
        foreach (var entry in answer.Objects("data"))
        {
            var bucket = new ReportBucket(entry.Instant("starting_at"), entry.Instant("ending_at"), entry, "starting_at");
            buckets.Add(bucket);
            costs.AddRange(entry.Objects("results").Select(result => ReadResult(result, bucket)));
        }

        return new ReportPage(buckets, costs, ReportPage.NextOf(answer));
    }

    private static ReportedCost ReadResult(AnswerObject result, ReportBucket bucket)
    {
        var currency = result.Currency("currency");
        if (currency != OnlyCurrency)
        {
            throw result.FaultAt("currency", "must be USD");
        }

        var model = result.ShownText("model");
        return new ReportedCost(
            bucket.From,
            bucket.To,
            currency,
            result.ExactAmount("amount", AmountForm.Text, Cent),
            result.ShownText("description"),
            model.Length == 0 ? null : model);
    }
}
