using System.Text;
using System.Text.Json.Nodes;

namespace CostCompass.Simulator.Endpoints;

/// <summary>An answer before it is sent, so that a fault can still spoil it.</summary>
internal sealed record Answer(int Status, byte[] Body, string ContentType = "application/json")
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public static Answer Json(JsonNode body, int status = StatusCodes.Status200OK) => new(status, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public JsonNode ReadJson() => JsonNode.Parse(Body)!;
}
