using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;

namespace CostCompass.Simulator.Endpoints;

/// <summary>GET /user/balance.</summary>
internal static class BalanceEndpoint
{
    public static Answer Handle(SimulatedAccount account) => Answer.Json(new JsonObject
    {
        ["is_available"] = account.IsAvailable,
        ["balance_infos"] = new JsonArray([.. account.Balances.Select(balance => Entry(balance.Show(account.Rounding)))]),
    });

    private static JsonObject Entry(ShownBalance balance) => new()
    {
        ["currency"] = balance.Currency,
        ["total_balance"] = Text(balance.Total),
        ["granted_balance"] = Text(balance.Granted),
        ["topped_up_balance"] = Text(balance.ToppedUp),
    };

    private static string Text(decimal amount) => amount.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
