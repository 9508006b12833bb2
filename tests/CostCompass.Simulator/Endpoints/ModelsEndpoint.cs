using System.Text.Json.Nodes;
using CostCompass.Pricing;

namespace CostCompass.Simulator.Endpoints;

/// <summary>GET /models: the models that have a price at the simulated time.</summary>
internal static class ModelsEndpoint
{
    public static Answer Handle(DateTimeOffset now, bool withNewerFields) => Answer.Json(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. DeepSeekPriceCatalog.BuiltIn.Prices
            .Where(price => price.IsInForceAt(now))
            .Select(price => price.Model)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(model => Entry(model, withNewerFields))]),
    });

    // The sizes are the simulator's own: the provider's change, and nothing depends on them here.
    private static JsonObject Entry(string model, bool withNewerFields)
    {
        var entry = new JsonObject { ["id"] = model, ["object"] = "model", ["owned_by"] = "deepseek" };
        if (withNewerFields)
        {
            entry["name"] = model.Replace("deepseek-", "DeepSeek ", StringComparison.Ordinal);
            entry["context_window"] = 1_000_000;
            entry["max_output_tokens"] = 128_000;
            entry["modalities"] = new JsonArray("text");
        }

        return entry;
    }
}
