using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;

namespace CostCompass.Simulator.Endpoints;

/// <summary>GET /api/v1/credits for a management key, GET /api/v1/key for any: numbers in dollars.</summary>
internal static class OpenRouterEndpoints
{
    public static Answer Credits(SimulatedAccount account)
    {
        var balance = account.In("USD");
        return account.IsAdmin
            ? Answer.Json(new JsonObject
            {
                ["data"] = new JsonObject { ["total_credits"] = balance.Total + balance.Spent, ["total_usage"] = balance.Spent },
            })
            : ErrorAnswers.Of(403, "Only management keys can perform this operation", "permission_error");
    }

    public static Answer Key(SimulatedAccount account)
    {
        var spent = account.In("USD").Spent;
        return Answer.Json(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["label"] = "simulated",
                ["usage"] = spent,
                ["limit"] = account.KeyLimit,
                ["limit_remaining"] = account.KeyLimit - spent,
                ["is_free_tier"] = false,
            },
        });
    }
}
