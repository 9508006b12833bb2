using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.Definitions;

/// <summary>Where in an answer the rows of a cost report stand, and what stands in a row.</summary>
/// <param name="Money">How amounts are written; the currency's path is one within a row.</param>
/// <param name="Rows">Where the list of rows stands.</param>
/// <param name="Date">The day in UTC: a date, an instant, or seconds since 1970.</param>
/// <param name="AmountPath">What was billed.</param>
/// <param name="Service">What it was billed for; null when it is not told.</param>
/// <param name="Model">The model; null when it is not told.</param>
/// <param name="NextPage">Where the token of the next page stands; null when there is one page.</param>
/// <param name="PageParameter">The name in the query that takes the token.</param>
/// <param name="SpanForm">How the span is written in the query.</param>
/// <param name="MissingDay">What a day without a row means.</param>
internal sealed record DefinedReport(
    DefinedMoney Money,
    AnswerPath Rows,
    AnswerPath Date,
    AnswerPath AmountPath,
    AnswerPath? Service,
    AnswerPath? Model,
    AnswerPath? NextPage,
    string? PageParameter,
    SpanForm SpanForm,
    MissingDay MissingDay)
{
    private const string DateForm = "yyyy-MM-dd";

    /// <summary>The path of a page.</summary>
    public string PathOf(string path, DateTimeOffset from, DateTimeOffset to, string? token)
    {
        var page = path
            .Replace(DefinitionRules.From, Written(from), StringComparison.Ordinal)
            .Replace(DefinitionRules.To, Written(to), StringComparison.Ordinal)
            .Replace(DefinitionRules.LastDay, Written(to.AddDays(-1)), StringComparison.Ordinal);
        return token is null ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PageParameter}={Uri.EscapeDataString(token)}";
    }

    /// <summary>Reads a page.</summary>
    public ReportPage Read(AnswerObject answer, DateTimeOffset from, DateTimeOffset to)
    {
        var page = new ReportPage([], Rows.In(answer).Objects().Select(row => ReadRow(row, from, to)).ToList(), TokenIn(answer));
        return MissingDay == MissingDay.Free ? page with { Covered = [new Interval(from, to)] } : page;
    }

    private ReportedCost ReadRow(AnswerObject row, DateTimeOffset from, DateTimeOffset to)
    {
        var date = Date.In(row);
        var day = DayOf(date);
        if (day < from || day >= to)
        {
            throw date.At("is outside the requested span");
        }

        var model = Model?.In(row).ShownText();
        return new ReportedCost(
            day,
            day.AddDays(1),
            Money.CurrencyOf(row),
            AmountPath.In(row).ExactAmount(AmountForm.Either, Money.Unit),
            Service?.In(row).ShownText() ?? string.Empty,
            string.IsNullOrEmpty(model) ? null : model);
    }

    private static DateTimeOffset DayOf(AnswerField date)
    {
        if (date.IsNumber)
        {
            return Midnight(date.UnixTime());
        }

        return DateOnly.TryParseExact(date.Text(), DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : Midnight(date.Instant());
    }

    private static DateTimeOffset Midnight(DateTimeOffset instant) => new(instant.UtcDateTime.Date, TimeSpan.Zero);

    private string? TokenIn(AnswerObject answer)
    {
        if (NextPage is null)
        {
            return null;
        }

        var token = NextPage.In(answer);
        if (!token.HasValue)
        {
            return null;
        }

        var text = token.IsNumber ? token.Count().ToString(CultureInfo.InvariantCulture) : token.Text();
        return text.Length == 0 ? null : text;
    }

    private string Written(DateTimeOffset instant) => SpanForm switch
    {
        SpanForm.UnixTime => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        SpanForm.Instant => ReportQuery.Instant(instant),
        _ => instant.UtcDateTime.ToString(DateForm, CultureInfo.InvariantCulture),
    };
}
