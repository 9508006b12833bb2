using System.Text;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Tests.Contract;

namespace CostCompass.SoakWorker.Answers;

/// <summary>All that reads answers: every provider that is built in, definitions and what they define, refusals.</summary>
internal static class AnswerSubjects
{
    // Beside the samples of the contract, so that more than one entry and more than one page are there to be harmed.
    private static readonly Dictionary<string, string[]> Further = new(StringComparer.Ordinal)
    {
        ["DeepSeek"] =
        [
            """{"is_available":false,"balance_infos":[{"currency":"CNY","total_balance":"110.00","granted_balance":"10.00","topped_up_balance":"100.00"},{"currency":"USD","total_balance":"0.50","granted_balance":"0.50","topped_up_balance":"0.00"}]}""",
        ],
        ["Anthropic"] =
        [
            """{"data":[{"starting_at":"2026-11-14T00:00:00Z","ending_at":"2026-11-15T00:00:00Z","results":[{"amount":"12345","currency":"USD","description":"Tokens","model":"claude-sample"}]}],"has_more":true,"next_page":"p2"}""",
            """{"data":[{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{"amount":"1.5","currency":"USD","description":null,"model":null}]}],"has_more":false,"next_page":null}""",
        ],
        ["OpenAI"] =
        [
            """{"data":[{"start_time":1794614400,"end_time":1794700800,"results":[{"amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-sample, input"}]}],"has_more":true,"next_page":"p2"}""",
            """{"data":[{"start_time":1794700800,"end_time":1794787200,"results":[{"amount":{"value":"-12.5","currency":"usd"},"line_item":"credit"}]}],"has_more":false,"next_page":null}""",
        ],
        ["RunPod"] = ["""{"data":{"myself":null}}""", """{"errors":[{"message":"no"}],"data":null}"""],
    };

    /// <summary>The names of all subjects, and how each is made.</summary>
    public static IReadOnlyList<(string Name, Func<AnswerSubject> Make)> All { get; } =
    [
        .. ProviderSamples.All.Select(sample => (sample.Name, (Func<AnswerSubject>)(() => Of(sample)))),
        ("OpenRouterKey", () => new BalanceSubject("OpenRouterKey",
            ["""{"data":{"label":"x","usage":25.5,"limit":100,"limit_remaining":74.5}}""", """{"data":{"usage":25.5,"limit":null,"limit_remaining":null}}"""])),
        ("Defined balance", () => new BalanceSubject("Stability", ["""{"credits":1234.56}""", """{"credits":"1234.56"}"""], Read(SampleDefinitions.Stability))),
        ("Defined pools", () => new BalanceSubject(
            "Pools", ["""{"wallets":[{"left":1500,"gift":"500","paid":1000,"currency":"EUR"},{"left":1,"gift":1,"paid":0,"currency":"USD"}]}"""], Read(SampleDefinitions.Pools))),
        ("Defined usage", () => new BalanceSubject("Used", ["""{"used":"2500","left":7500,"money":"usd"}"""], Read(SampleDefinitions.Used))),
        ("Defined report", () => new ReportSubject(
            "Acme",
            [
                """{"result":{"days":[{"day":"2026-11-14","cost":{"milli":1500,"currency":"EUR"},"product":"search","model":"m"},{"day":1794700800,"cost":{"milli":"2.5","currency":"EUR"}}],"next":null}}""",
                """{"result":{"days":[{"day":"2026-11-14T00:00:00Z","cost":{"milli":"-1","currency":"EUR"},"product":null}],"next":"p2"}}""",
                """{"result":{"days":[],"next":7}}""",
            ],
            Read(SampleDefinitions.Acme))),
        ("Definitions", () => new DefinitionSubject()),
        ("DeepSeek models", () => new ModelSubject()),
        ("Refusals", () => new ErrorSubject()),
    ];

    private static AnswerSubject Of(ProviderSample sample)
    {
        string[] answers = [sample.Answer, .. Further.GetValueOrDefault(sample.Name, [])];
        return sample.Costs.Count > 0 ? new ReportSubject(sample.Name, answers) : new BalanceSubject(sample.Name, answers);
    }

    private static ProviderDefinition Read(string text) => ProviderDefinitionReader.Read(Encoding.UTF8.GetBytes(text), "sample.json");
}
