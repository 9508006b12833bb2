using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Billing;

namespace CostCompass.Simulator.Endpoints;

/// <summary>GET /v1/organization/costs: dollars, as a number for the first cost of a day and as text for the others, for an admin key alone.</summary>
internal static class OpenAIEndpoint
{
    public const string Path = "/v1/organization/costs";

    private const int OrdinaryDays = 7;
    private const int MaximumDays = 180;

    public static Answer Handle(HttpRequest request, SimulatedAccount account)
    {
        if (!account.IsAdmin)
        {
            return ErrorAnswers.Of(403, "You have insufficient permissions for this operation. Missing scopes: api.usage.read.", "invalid_request_error");
        }

        var query = request.Query;
        var limit = ReportRequest.Limit(query, OrdinaryDays);
        return ReportRequest.UnixTime(query["start_time"]) is { } from
            && ReportRequest.UnixTime(query["end_time"]) is { } to
            && limit <= MaximumDays
            && ReportPage.Of(from, to, limit, ReportRequest.Token(query)) is { } page
            ? Answer.Json(Report(page, account.Costs, withItems: query["group_by"] == "line_item"))
            : ErrorAnswers.BadRequest("The span, the limit or the page cannot be meant.");
    }

    private static JsonObject Report(ReportPage page, BilledAmounts costs, bool withItems) => new()
    {
        ["object"] = "page",
        ["data"] = new JsonArray([.. page.Days.Select(day => new JsonObject
        {
            ["object"] = "bucket",
            ["start_time"] = Seconds(day),
            ["end_time"] = Seconds(day.AddDays(1)),
            ["results"] = new JsonArray([.. costs.On(day).Select((cost, index) => Result(cost, index, withItems))]),
        })]),
        ["has_more"] = page.Next is not null,
        ["next_page"] = page.Next,
    };

    private static JsonObject Result(BilledCost cost, int index, bool withItems) => new()
    {
        ["object"] = "organization.costs.result",
        ["amount"] = new JsonObject
        {
            ["value"] = index == 0 ? cost.Amount : cost.Amount.ToString(CultureInfo.InvariantCulture),
            ["currency"] = "usd",
        },
        ["line_item"] = withItems ? cost.Service : null,
        ["project_id"] = null,
    };

    private static long Seconds(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
}
