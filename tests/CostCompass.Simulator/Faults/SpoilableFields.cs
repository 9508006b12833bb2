using System.Text.Json.Nodes;

namespace CostCompass.Simulator.Faults;

/// <summary>Where in an answer a fault of the body does its harm: the list that can be empty, and the objects with the field it is about.</summary>
internal static class SpoilableFields
{
    // Of each provider the amount that its answer is about; that of DeepSeek comes first.
    private static readonly string[] Ordinary =
    [
        "total_balance", "amount", "value", "total_usage", "usage", "available_balance", "totalBalance", "availableBalance", "total_used",
        "month_to_date_balance", "clientBalance", "credit", "credits", "milli", "id",
    ];

    private static readonly string[] Lists = ["balance_infos", "data", "days", "choices"];

    /// <summary>The list of the answer; null when it has none.</summary>
    public static JsonArray? List(JsonNode body) =>
        Lists.Select(name => Objects(body).Select(entry => entry[name]).OfType<JsonArray>().FirstOrDefault()).FirstOrDefault(list => list is not null);

    /// <summary>The field that a fault is about unless it names one.</summary>
    public static string OrdinaryField(JsonNode body) =>
        Ordinary.FirstOrDefault(name => Objects(body).Any(entry => entry[name] is JsonValue)) ?? Ordinary[0];

    /// <summary>The objects of the answer that have the field.</summary>
    public static IReadOnlyList<JsonObject> With(JsonNode body, string field) => [.. Objects(body).Where(entry => entry.ContainsKey(field))];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject entry => entry.Select(property => property.Value).SelectMany(Objects).Prepend(entry),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
