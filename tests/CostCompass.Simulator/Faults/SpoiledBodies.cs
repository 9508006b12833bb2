using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Endpoints;

namespace CostCompass.Simulator.Faults;

/// <summary>The provider's own answer with something wrong in its body. An answer that is an error already stays as it is.</summary>
internal static class SpoiledBodies
{
    /// <summary>Clears the screen, sets the window's title and colours the text, for a terminal that believes it.</summary>
    public const string Escapes = "\u001b[2J\u001b]0;owned\u0007\u001b[31mred\u001b[0m";

    private const int ShortLength = 2;

    public static Answer Spoil(Answer answer, Fault? fault)
    {
        if (fault is null || answer.Status != StatusCodes.Status200OK || !IsOfTheBody(fault.Kind))
        {
            return answer;
        }

        var body = answer.ReadJson();
        var field = fault.Field ?? SpoilableFields.OrdinaryField(body);
        foreach (var entry in SpoilableFields.With(body, field))
        {
            Spoil(entry, fault, field);
        }

        if (fault.Kind == FaultKind.EmptyList)
        {
            SpoilableFields.List(body)?.Clear();
        }

        if (fault.Kind == FaultKind.ShortList && SpoilableFields.List(body) is { Count: > ShortLength } list)
        {
            list.RemoveRange(ShortLength, list.Count - ShortLength);
        }

        return Answer.Json(body) with { Headers = answer.Headers };
    }

    private static bool IsOfTheBody(FaultKind kind) => kind is
        FaultKind.EmptyList or FaultKind.ShortList or FaultKind.NumberForString or FaultKind.NegativeAmount
        or FaultKind.AbsurdAmount or FaultKind.MissingField or FaultKind.TerminalEscapes;

    private static void Spoil(JsonObject entry, Fault fault, string field)
    {
        switch (fault.Kind)
        {
            case FaultKind.NumberForString:
                entry[field] = OtherForm(entry[field]);
                break;
            case FaultKind.NegativeAmount:
                SetAmounts(entry, fault, field, "-5.00");
                break;
            case FaultKind.AbsurdAmount:
                SetAmounts(entry, fault, field, "1e30");
                break;
            case FaultKind.MissingField:
                entry.Remove(field);
                break;
            case FaultKind.TerminalEscapes:
                entry[field] = Escapes;
                break;
            default:
                break;
        }
    }

    // A text becomes a number, and where the provider writes numbers, a number becomes a text.
    private static JsonValue OtherForm(JsonNode? value) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(number.ToJsonString())
        : JsonValue.Create(decimal.TryParse((string?)value, CultureInfo.InvariantCulture, out var read) ? read : 12);

    // Total and topped-up together, so that the amount is what is wrong and not the sum of the pools.
    private static void SetAmounts(JsonObject entry, Fault fault, string field, string amount)
    {
        string[] fields = fault.Field is null && field == "total_balance" ? [field, "topped_up_balance"] : [field];
        foreach (var name in fields)
        {
            entry[name] = entry[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? JsonNode.Parse(amount) : amount;
        }
    }
}
