using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Endpoints;

namespace CostCompass.Simulator.Faults;

/// <summary>The provider's own answer with something wrong in its body. An answer that is an error already stays as it is.</summary>
internal static class SpoiledBodies
{
    /// <summary>Clears the screen, sets the window's title and colours the text, for a terminal that believes it.</summary>
    public const string Escapes = "\u001b[2J\u001b]0;owned\u0007\u001b[31mred\u001b[0m";

    public static Answer Spoil(Answer answer, Fault? fault)
    {
        if (fault is null || answer.Status != StatusCodes.Status200OK || !IsOfTheBody(fault.Kind))
        {
            return answer;
        }

        var body = answer.ReadJson();
        var list = body["balance_infos"] is not null ? "balance_infos" : body["data"] is not null ? "data" : "choices";
        if (fault.Kind == FaultKind.EmptyList)
        {
            body[list] = new JsonArray();
        }

        foreach (var entry in body[list]!.AsArray().OfType<JsonObject>())
        {
            Spoil(entry, fault, list == "balance_infos" ? "total_balance" : "id");
        }

        return Answer.Json(body) with { Headers = answer.Headers };
    }

    private static bool IsOfTheBody(FaultKind kind) => kind is
        FaultKind.EmptyList or FaultKind.NumberForString or FaultKind.NegativeAmount
        or FaultKind.AbsurdAmount or FaultKind.MissingField or FaultKind.TerminalEscapes;

    private static void Spoil(JsonObject entry, Fault fault, string ordinaryField)
    {
        var field = fault.Field ?? ordinaryField;
        switch (fault.Kind)
        {
            case FaultKind.NumberForString:
                var isNumber = decimal.TryParse((string?)entry[field], CultureInfo.InvariantCulture, out var number);
                entry[field] = isNumber ? number : 12;
                break;
            case FaultKind.NegativeAmount:
                SetAmounts(entry, fault, "-5.00");
                break;
            case FaultKind.AbsurdAmount:
                SetAmounts(entry, fault, "1e30");
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

    // Total and topped-up together, so that the amount is what is wrong and not the sum of the pools.
    private static void SetAmounts(JsonObject entry, Fault fault, string amount)
    {
        string[] fields = fault.Field is { } field ? [field] : ["total_balance", "topped_up_balance"];
        foreach (var name in fields)
        {
            entry[name] = amount;
        }
    }
}
