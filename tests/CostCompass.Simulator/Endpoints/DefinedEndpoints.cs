using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Billing;

namespace CostCompass.Simulator.Endpoints;

/// <summary>What the definitions under examples/providers ask for.</summary>
internal static class DefinedEndpoints
{
    public const string BalancePath = "/v1/user/balance";
    public const string ReportPath = "/billing/days";

    /// <summary>Credits at a cent each.</summary>
    public static Answer Balance(SimulatedAccount account) => Answer.Json(new JsonObject { ["credits"] = account.In("USD").Total * 100m });

    /// <summary>A row for each cost, in thousandths of a dollar.</summary>
    public static Answer Report(HttpRequest request, SimulatedAccount account)
    {
        var query = request.Query;
        return request.Headers["X-Billing-Version"] == "2"
            && ReportRequest.Day(query["first"]) is { } first
            && ReportRequest.Day(query["last"]) is { } last
            && ReportPage.Of(first, last.AddDays(1), ReportRequest.Limit(query, 1, "size"), ReportRequest.Token(query, "cursor")) is { } page
            ? Answer.Json(new JsonObject
            {
                ["result"] = new JsonObject
                {
                    ["days"] = new JsonArray([.. page.Days.SelectMany(account.Costs.On).Select(Row)]),
                    ["next"] = page.Next,
                },
            })
            : ErrorAnswers.BadRequest("The span, the size or the cursor cannot be meant.");
    }

    private static JsonObject Row(BilledCost cost) => new()
    {
        ["day"] = cost.Day.ToString("O", CultureInfo.InvariantCulture),
        ["cost"] = new JsonObject { ["milli"] = cost.Amount * 1000m, ["currency"] = "USD" },
        ["product"] = cost.Service,
        ["model"] = cost.Model,
    };
}
