using System.Text.Json;
using CostCompass.Providers.Http;
using static CostCompass.SoakWorker.Answers.StatedAnswer;

namespace CostCompass.SoakWorker.Answers;

/// <summary>What a page of each cost report says, after its documentation: the costs, and the token of the next page.</summary>
internal static class StatedReports
{
    /// <summary>The costs of a page, with texts as they stand, and the token of the next page; null for the last one.</summary>
    /// <param name="provider">The provider, or the definition, that was asked.</param>
    /// <param name="answer">The page.</param>
    /// <param name="starts">The starts of the intervals so far.</param>
    public static (IReadOnlyList<ReportedCost> Costs, string? Next) Page(string provider, StatedAnswer answer, ISet<DateTimeOffset> starts) => provider switch
    {
        "Anthropic" => Buckets(answer, starts, ("starting_at", "ending_at"), Instant, (bucket, result) => Currency(At(result, "currency")) == "USD"
            ? new ReportedCost(bucket.From, bucket.To, "USD", answer.Billed(At(result, "amount"), AmountForm.Text, 0.01m), TextOrNothing(Find(result, "description")), TextOrNothing(Find(result, "model")))
            : throw new NotStatedException("the unit of another currency is not known")),
        "OpenAI" => Buckets(answer, starts, ("start_time", "end_time"), UnixSeconds, (bucket, result) => Find(result, "amount") is null or { ValueKind: JsonValueKind.Null } ? null : new ReportedCost(
            bucket.From, bucket.To, Currency(At(result, "amount", "currency")), answer.Billed(At(result, "amount", "value"), AmountForm.Either), TextOrNothing(Find(result, "line_item")), "")),
        "Acme" => Days(answer),
        _ => throw new InvalidOperationException($"What the reports of {provider} say was not written down here."),
    };

    private static (IReadOnlyList<ReportedCost> Costs, string? Next) Buckets(
        StatedAnswer answer,
        ISet<DateTimeOffset> starts,
        (string From, string To) names,
        Func<JsonElement, DateTimeOffset> instant,
        Func<(DateTimeOffset From, DateTimeOffset To), JsonElement, ReportedCost?> read)
    {
        List<ReportedCost> costs = [];
        foreach (JsonElement entry in List(At(answer.Root, "data")))
        {
            var bucket = (From: instant(At(entry, names.From)), To: instant(At(entry, names.To)));
            if (bucket.From < AnswerSubject.From || bucket.To > AnswerSubject.To || bucket.From >= bucket.To || !starts.Add(bucket.From))
            {
                throw new NotStatedException("an interval lies elsewhere, or stands twice");
            }

            costs.AddRange(List(At(entry, "results")).Select(result => read(bucket, result)).OfType<ReportedCost>());
        }

        return (costs, Flag(At(answer.Root, "has_more")) ? Text(At(answer.Root, "next_page")) : null);
    }

    private static (IReadOnlyList<ReportedCost> Costs, string? Next) Days(StatedAnswer answer)
    {
        JsonElement result = At(answer.Root, "result");
        IReadOnlyList<ReportedCost> costs = [.. List(At(result, "days")).Select(row =>
        {
            DateTimeOffset day = Day(At(row, "day"));
            return day < AnswerSubject.From || day >= AnswerSubject.To
                ? throw new NotStatedException("a day lies elsewhere")
                : new ReportedCost(
                    day, day.AddDays(1), Currency(At(row, "cost", "currency")), answer.Billed(At(row, "cost", "milli"), AmountForm.Either, 0.001m),
                    TextOrNothing(Find(row, "product")), TextOrNothing(Find(row, "model")));
        })];
        JsonElement? next = Find(result, "next");
        string? token = next is null or { ValueKind: JsonValueKind.Null } ? null
            : next.Value.ValueKind == JsonValueKind.Number ? next.Value.TryGetInt64(out long number) && number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : throw new NotStatedException("a token is no whole number")
            : Text(next.Value);
        return (costs, token is "" ? null : token);
    }

    private static DateTimeOffset Day(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        }

        DateTimeOffset instant = value.ValueKind == JsonValueKind.Number ? UnixSeconds(value) : Instant(value);
        return new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero);
    }
}
