using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostCompass.Errors;
using CostCompass.Pricing;
using CostCompass.Simulator.Accounts;

namespace CostCompass.Simulator.Endpoints;

/// <summary>POST /chat/completions: answers with usage, and takes its price at the simulated time from the balance.</summary>
internal static class ChatEndpoint
{
    public static Answer Handle(SimulatedAccount account, string body, DateTimeOffset now)
    {
        if (Parse(body) is not { } request)
        {
            return ErrorAnswers.BadRequest("The request body is no JSON object.");
        }

        if (request["model"] is not JsonValue name || !name.TryGetValue<string>(out var model))
        {
            return ErrorAnswers.BadParameters("missing field `model`");
        }

        if (request["messages"] is not JsonArray { Count: > 0 })
        {
            return ErrorAnswers.BadParameters("missing field `messages`");
        }

        if (account.Paying is not { } balance)
        {
            return ErrorAnswers.PaymentRequired();
        }

        try
        {
            var usage = SimulatedUsage.Of(request);
            var price = DeepSeekPriceCatalog.BuiltIn.Find(model, balance.Currency, now);
            account.Spend(UsageCost.Of(price, usage.HitTokens, usage.MissTokens, usage.OutputTokens), balance.Currency);
            return Answer.Json(Completion(model, usage, now));
        }
        catch (FormatException failure)
        {
            return ErrorAnswers.BadParameters(failure.Message);
        }
        catch (CostException failure) when (failure.ErrorId is "UnknownModel" or "ModelRetired" or "PriceUnknown")
        {
            return ErrorAnswers.BadRequest("Model Not Exist");
        }
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Completion(string model, SimulatedUsage usage, DateTimeOffset now) => new()
    {
        ["id"] = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
        ["object"] = "chat.completion",
        ["created"] = now.ToUnixTimeSeconds(),
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = "This is a simulated answer." },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = usage.ToJson(),
    };
}
