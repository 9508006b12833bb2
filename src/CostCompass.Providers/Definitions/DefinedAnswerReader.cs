using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Reads the part of a definition that specifies where the amounts are in a response.</summary>
internal static class DefinedAnswerReader
{
    private const decimal SmallestUnit = 0.000000001m;
    private const decimal LargestUnit = 1_000_000m;

    private static readonly string[] BalanceFields = ["total", "granted", "toppedUp", "used", "unit", "currency", "currencyPath"];
    private static readonly string[] ReportFields = ["rows", "date", "amount", "service", "model", "nextPage", "missingDay", "unit", "currency", "currencyPath"];

    /// <summary>The location of a balance.</summary>
    public static DefinedBalance ReadBalance(AnswerObject answer, CostSourceKind kind)
    {
        DefinitionFields.RequireOnly(answer, BalanceFields);
        var read = new DefinedBalance(
            ReadMoney(answer),
            DefinitionFields.OptionalPath(answer.Field("total")),
            DefinitionFields.OptionalPath(answer.Field("granted")),
            DefinitionFields.OptionalPath(answer.Field("toppedUp")),
            DefinitionFields.OptionalPath(answer.Field("used")));
        var isCumulative = kind == CostSourceKind.Cumulative;
        if (isCumulative != read.Used is not null)
        {
            throw answer.FaultAt("used", isCumulative ? "is missing. It is required when kind is Cumulative" : "requires the kind Cumulative");
        }

        var pools = (read.Granted is null ? 0 : 1) + (read.ToppedUp is null ? 0 : 1);
        return read.Total is null && pools < 2 && (!isCumulative || pools == 1)
            ? throw answer.FaultAt("total", "is missing. Specify total, or both granted and toppedUp")
            : read;
    }

    /// <summary>The location of the rows of a report.</summary>
    public static DefinedReport ReadReport(AnswerObject answer, AnswerObject request)
    {
        DefinitionFields.RequireOnly(answer, ReportFields);
        var hasPages = answer.Has("nextPage");
        if (hasPages != request.Has("pageParameter"))
        {
            throw request.FaultAt("pageParameter", hasPages ? "is missing. It is required with answer.nextPage" : "requires answer.nextPage");
        }

        return new DefinedReport(
            ReadMoney(answer),
            DefinitionFields.Path(answer.Field("rows")),
            DefinitionFields.Path(answer.Field("date")),
            DefinitionFields.Path(answer.Field("amount")),
            DefinitionFields.OptionalPath(answer.Field("service")),
            DefinitionFields.OptionalPath(answer.Field("model")),
            DefinitionFields.OptionalPath(answer.Field("nextPage")),
            hasPages ? DefinitionFields.Text(request.Field("pageParameter"), DefinitionRules.ParameterProblem) : null,
            request.Has("spanForm") ? DefinitionFields.Word(request.Field("spanForm"), Enum.GetValues<SpanForm>()) : SpanForm.Date,
            answer.Has("missingDay") ? DefinitionFields.Word(answer.Field("missingDay"), Enum.GetValues<MissingDay>()) : MissingDay.Unknown);
    }

    private static DefinedMoney ReadMoney(AnswerObject answer)
    {
        if (answer.Has("currency") == answer.Has("currencyPath"))
        {
            throw answer.FaultAt("currency", answer.Has("currency") ? "can't be combined with currencyPath" : "is missing. Specify currency or currencyPath");
        }

        return new DefinedMoney(
            answer.Has("unit") ? ReadUnit(answer.Field("unit")) : 1m,
            answer.Has("currency") ? answer.Currency("currency") : null,
            DefinitionFields.OptionalPath(answer.Field("currencyPath")));
    }

    private static decimal ReadUnit(AnswerField field)
    {
        var unit = field.ExactAmount(AmountForm.Either);
        return unit is >= SmallestUnit and <= LargestUnit ? unit : throw field.At("must be a number between 0.000000001 and 1000000");
    }
}
