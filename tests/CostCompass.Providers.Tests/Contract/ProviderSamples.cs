using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>A sample of every provider of the catalog. One without a sample fails the contract.</summary>
internal static partial class ProviderSamples
{
    private static readonly DateTimeOffset First = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = First.AddDays(1);

    public static IReadOnlyList<ProviderSample> All { get; } =
    [
        new(
            "Anthropic",
            "/v1/organizations/cost_report?starting_at=2026-11-14T00:00:00Z&ending_at=2026-11-16T00:00:00Z&limit=2&group_by[]=description",
            """
            {"data":[
              {"starting_at":"2026-11-14T00:00:00Z","ending_at":"2026-11-15T00:00:00Z","results":[
                {"amount":"12345","currency":"USD","description":"Claude Usage - Output Tokens","model":"claude-sample","workspace_id":null},
                {"amount":"-0.5","currency":"USD","description":null,"model":null}]},
              {"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[]}],
             "has_more":false,"next_page":null}
            """)
        {
            KeyHeader = "x-api-key",
            KeyPrefix = "",
            DaysPerPage = 31,
            Bucket = (from, to, units) => FormattableString.Invariant(
                $$"""{"starting_at":"{{from:yyyy-MM-dd'T'HH:mm:ss'Z'}}","ending_at":"{{to:yyyy-MM-dd'T'HH:mm:ss'Z'}}","results":[{"amount":"{{units * 100}}","currency":"USD"}]}"""),
            Costs =
            [
                new ReportedCost(First, Second, "USD", 123.45m, "Claude Usage - Output Tokens", "claude-sample"),
                new ReportedCost(First, Second, "USD", -0.005m, ""),
            ],
            Required =
            [
                "data", "data[0].starting_at", "data[0].ending_at", "data[0].results", "data[0].results[0].amount", "data[0].results[0].currency",
                "data[1].results", "has_more",
            ],
            Amounts = [("data[0].results[0].amount", AmountForm.Text), ("data[0].results[1].amount", AmountForm.Text)],
        },
        new("DeepSeek", "/user/balance", """{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"110.00","granted_balance":"10.00","topped_up_balance":"100.00"}]}""")
        {
            Readings = [("CNY", new BalanceLevels(110m, 10m, 100m, true))],
            Required = ["balance_infos", "balance_infos[0].total_balance"],
            Amounts =
            [
                ("balance_infos[0].total_balance", AmountForm.Either), ("balance_infos[0].granted_balance", AmountForm.Either),
                ("balance_infos[0].topped_up_balance", AmountForm.Either),
            ],
        },
        new("DigitalOcean", "/v2/customers/my/balance", """{"month_to_date_balance":"-8.75","account_balance":"-20.00","month_to_date_usage":"11.25","generated_at":"2026-11-15T10:00:00Z"}""")
        {
            Readings = [("USD", BalanceLevels.OfTotal(8.75m) with { Used = 11.25m })],
            Required = ["month_to_date_balance", "month_to_date_usage"],
            Amounts = [("month_to_date_balance", AmountForm.Text), ("month_to_date_usage", AmountForm.Text)],
        },
        new("Moonshot", "/v1/users/me/balance", """{"code":0,"data":{"available_balance":49.58894,"voucher_balance":46.58893,"cash_balance":3.00001},"scode":"0x0","status":true}""")
        {
            Readings = [("USD", new BalanceLevels(49.58894m, 46.58893m, 3.00001m, true))],
            Required = ["data", "data.available_balance", "data.voucher_balance", "data.cash_balance"],
            Amounts = [("data.available_balance", AmountForm.Number), ("data.voucher_balance", AmountForm.Number), ("data.cash_balance", AmountForm.Number)],
        },
        new("Novita", "/openapi/v1/billing/balance/detail", """{"availableBalance":"1234567","cashBalance":"1234567","creditLimit":"0"}""")
        {
            Readings = [("USD", BalanceLevels.OfTotal(123.4567m))],
            Required = ["availableBalance"],
            Amounts = [("availableBalance", AmountForm.Text), ("creditLimit", AmountForm.Text)],
        },
        new(
            "OpenAI",
            "/v1/organization/costs?start_time=1794614400&end_time=1794787200&bucket_width=1d&limit=2&group_by=line_item",
            """
            {"object":"page","data":[
              {"object":"bucket","start_time":1794614400,"end_time":1794700800,"results":[
                {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-sample, input","project_id":null},
                {"amount":{"value":"1.2E-7","currency":"usd"},"line_item":null}]},
              {"object":"bucket","start_time":1794700800,"end_time":1794787200,"results":[]}],
             "has_more":false,"next_page":null}
            """)
        {
            DaysPerPage = 180,
            Bucket = (from, to, units) => FormattableString.Invariant(
                $$$"""{"start_time":{{{from.ToUnixTimeSeconds()}}},"end_time":{{{to.ToUnixTimeSeconds()}}},"results":[{"amount":{"value":{{{units}}},"currency":"usd"}}]}"""),
            Costs =
            [
                new ReportedCost(First, Second, "USD", 0.06m, "gpt-sample, input"),
                new ReportedCost(First, Second, "USD", 0.00000012m, ""),
            ],
            Required =
            [
                "data", "data[0].start_time", "data[0].end_time", "data[0].results", "data[0].results[0].amount.value", "data[0].results[0].amount.currency", "has_more",
            ],
            Amounts = [("data[0].results[0].amount.value", AmountForm.Either), ("data[0].results[1].amount.value", AmountForm.Either)],
        },
        new("OpenRouter", "/api/v1/credits", """{"data":{"total_credits":110.5,"total_usage":25.123456789}}""")
        {
            Readings = [("USD", BalanceLevels.OfTotal(85.376543211m) with { Used = 25.123456789m })],
            Required = ["data", "data.total_credits", "data.total_usage"],
            Amounts = [("data.total_credits", AmountForm.Number), ("data.total_usage", AmountForm.Number)],
        },
        new("RunPod", "/graphql", """{"data":{"myself":{"clientBalance":12.34,"currentSpendPerHr":0.2}}}""")
        {
            Method = HttpMethod.Post,
            Readings = [("USD", BalanceLevels.OfTotal(12.34m))],
            Required = ["data", "data.myself", "data.myself.clientBalance"],
            Amounts = [("data.myself.clientBalance", AmountForm.Number)],
        },
        new("SiliconFlow", "/v1/user/info", """{"code":20000,"message":"OK","status":true,"data":{"id":"u","balance":"0.88","chargeBalance":"88.00","totalBalance":"88.88"}}""")
        {
            Readings = [("USD", new BalanceLevels(88.88m, 0.88m, 88m, true))],
            Required = ["data", "data.balance", "data.chargeBalance", "data.totalBalance"],
            Amounts = [("data.balance", AmountForm.Text), ("data.chargeBalance", AmountForm.Text), ("data.totalBalance", AmountForm.Text)],
        },
        new("Vast", "/api/v0/users/current", """{"id":1,"email":"someone@example.org","credit":21.5}""")
        {
            Readings = [("USD", BalanceLevels.OfTotal(21.5m))],
            Required = ["credit"],
            Amounts = [("credit", AmountForm.Number)],
        },
        new("Vercel", "/v1/credits", """{"balance":"95.50","total_used":"4.50"}""")
        {
            Readings = [("USD", BalanceLevels.OfTotal(95.5m) with { Used = 4.5m })],
            Required = ["balance", "total_used"],
            Amounts = [("balance", AmountForm.Either), ("total_used", AmountForm.Either)],
        },
    ];

    public static ProviderSample Of(string name) => All.Single(sample => sample.Name == name);
}
