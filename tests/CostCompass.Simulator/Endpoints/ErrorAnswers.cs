using System.Text.Json.Nodes;

namespace CostCompass.Simulator.Endpoints;

/// <summary>Errors in the shape of DeepSeek. The key of the request is never repeated in them.</summary>
internal static class ErrorAnswers
{
    public static Answer BadRequest(string message) => Of(400, message, "invalid_request_error");

    public static Answer BadParameters(string message) => Of(422, message, "invalid_request_error");

    public static Answer Unauthorized() =>
        Of(401, "Authentication Fails, Your api key is invalid", "authentication_error");

    public static Answer PaymentRequired() => Of(402, "Insufficient Balance", "unknown_error");

    public static Answer Of(int status, string message, string type = "unknown_error", string code = "invalid_request_error") => Answer.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
        },
        status);
}
