using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Billing;

namespace CostCompass.Simulator.Endpoints;

/// <summary>GET /v1/organizations/cost_report: cents as text, at most 31 days in a page, for an admin key in <c>x-api-key</c> alone.</summary>
internal static class AnthropicEndpoint
{
    public const string Path = "/v1/organizations/cost_report";

    private const int OrdinaryDays = 7;
    private const int MaximumDays = 31;

    public static Answer Handle(HttpRequest request, SimulatedAccount account)
    {
        if (!account.IsAdmin)
        {
            return ErrorAnswers.Of(401, "This endpoint requires an Admin API key", "authentication_error");
        }

        if (request.Headers["anthropic-version"].Count == 0)
        {
            return ErrorAnswers.BadRequest("anthropic-version: header is required");
        }

        var query = request.Query;
        var limit = ReportRequest.Limit(query, OrdinaryDays);
        return ReportRequest.Instant(query["starting_at"]) is { } from
            && ReportRequest.Instant(query["ending_at"]) is { } to
            && limit <= MaximumDays
            && ReportPage.Of(from, to, limit, ReportRequest.Token(query)) is { } page
            ? Answer.Json(Report(page, account.Costs, withModels: query["group_by[]"].Contains("description")))
            : ErrorAnswers.BadRequest("The span, the limit or the page cannot be meant.");
    }

    private static JsonObject Report(ReportPage page, BilledAmounts costs, bool withModels) => new()
    {
        ["data"] = new JsonArray([.. page.Days.Select(day => new JsonObject
        {
            ["starting_at"] = Text(day),
            ["ending_at"] = Text(day.AddDays(1)),
            ["results"] = new JsonArray([.. costs.On(day).Select(cost => Result(cost, withModels))]),
        })]),
        ["has_more"] = page.Next is not null,
        ["next_page"] = page.Next,
    };

    private static JsonObject Result(BilledCost cost, bool withModels) => new()
    {
        ["currency"] = "USD",
        ["amount"] = (cost.Amount * 100m).ToString(CultureInfo.InvariantCulture),
        ["workspace_id"] = null,
        ["description"] = withModels ? cost.Service : null,
        ["model"] = withModels ? cost.Model : null,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}
