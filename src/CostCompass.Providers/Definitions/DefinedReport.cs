using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.Definitions;

/// <summary>The location of the rows of a cost report in a response, and the fields of a row.</summary>
/// <param name="Money">The format of amounts. The path of the currency is relative to a row.</param>
/// <param name="Rows">The path of the list of rows.</param>
/// <param name="Date">The day in UTC: a date, a time, or seconds since 1970.</param>
/// <param name="AmountPath">The path of the billed amount.</param>
/// <param name="Service">The path of the service, or null if there is none.</param>
/// <param name="Model">The path of the model, or null if there is none.</param>
/// <param name="NextPage">The path of the token of the next page, or null if there is only one page.</param>
/// <param name="PageParameter">The query parameter for the token.</param>
/// <param name="SpanForm">The format of the span in the query.</param>
/// <param name="MissingDay">The meaning of a day without a row.</param>
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
