using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CostCompass.Views.Statements;

namespace CostCompass.Views.Tests.Statements;

public sealed partial class StatementPageTests
{
    private const string Evil = "</script><img src=x onerror=alert(1)>{{data}}\u2028<!--<script>\"'&";

    [Fact]
    public void Names_AreTextEverywhere_AndNeverMarkup()
    {
        string page = StatementSample.Page(Hostile());

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(3, Occurrences(page, "</script>"));
        Assert.Equal(3, Occurrences(page, "<script"));

        // Every name is there, and as it was given: in the markup, and in the data of the charts.
        string text = WebUtility.HtmlDecode(page);
        foreach (string part in new[] { "account ", "provider ", "budget ", "model ", "subscribed " })
        {
            Assert.True(text.Contains(part + Evil, StringComparison.Ordinal) || part == "subscribed ", part);
        }

        using JsonDocument data = JsonDocument.Parse(Data(page));
        Assert.Equal("account " + Evil, data.RootElement.GetProperty("balances")[0].GetProperty("account").GetString());
        Assert.Equal("budget " + Evil, data.RootElement.GetProperty("month").GetProperty("budgets")[0].GetProperty("name").GetString());
        Assert.DoesNotContain('<', Data(page));
        Assert.DoesNotContain('\u2028', Data(page));
    }

    [Theory]
    [InlineData("深度-钱包")]
    [InlineData("חשבון")]
    [InlineData("\u202Egnp.exe")]
    [InlineData("a\u0000b\uD800")]
    public void NamesOfEveryScript_AreIsolated(string name)
    {
        string page = StatementSample.Page(StatementSample.Sources(StatementSample.Account(name, 0.2m)));
        using JsonDocument data = JsonDocument.Parse(Data(page));
        Assert.Contains("<bdi>", page, StringComparison.Ordinal);
        Assert.Equal(name.Replace('\uD800', '\uFFFD'), data.RootElement.GetProperty("balances")[0].GetProperty("account").GetString());
    }

    [Fact]
    public void ThePolicy_AllowsTheScriptsAndStylesOfThePage_AndNothingElse()
    {
        string page = StatementSample.Page(Hostile());
        string policy = WebUtility.HtmlDecode(Policy().Match(page).Groups[1].Value);

        string[] hashes = Inline().Matches(page).Select(match => Hash(match.Groups[2].Value)).ToArray();
        Assert.Equal(3, hashes.Length);
        Assert.Equal($"default-src 'none'; style-src '{hashes[0]}'; script-src '{hashes[1]}' '{hashes[2]}'; base-uri 'none'; form-action 'none'", policy);
        Assert.Equal(policy, WebUtility.HtmlDecode(Policy().Match(StatementSample.Page(StatementSample.Sources(StatementSample.Account("b", 1m)))).Groups[1].Value));
    }

    [Fact]
    public void ThePage_AsksForNothing_AndKeepsTheLicenceOfItsLibrary()
    {
        string page = StatementSample.Page(Hostile());
        string markup = DataOf().Replace(Inline().Replace(page, ""), "");

        Assert.DoesNotMatch("(?i)\\b(src|href|srcset|action|data)=|url\\(|@import|\\son[a-z]+=[\"']|\\sstyle=", markup.Replace(WebUtility.HtmlEncode(Evil), "", StringComparison.Ordinal));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("The MIT License (MIT)", page, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) 2022 Leon Sorokin", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", markup.Replace(WebUtility.HtmlEncode(Evil), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("zh-CN")]
    public void ThePage_IsTheSame_UnderEveryCulture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string invariant = StatementSample.Page(Hostile());
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(invariant, StatementSample.Page(Hostile()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TheData_IsWhatTheStatementSays()
    {
        StatementSources sources = StatementSample.Sources(StatementSample.Account("a", 0.2m));
        CostStatement statement = StatementComposer.Compose(sources);
        using JsonDocument data = JsonDocument.Parse(Data(StatementSample.Page(sources)));

        JsonElement balance = data.RootElement.GetProperty("balances")[0];
        Assert.Equal(statement.Balances[0].Points.Select(point => (point.At.ToUnixTimeSeconds(), point.Total)), Numbers(balance, "at").Zip(Numbers(balance, "totals"), (at, total) => ((long)at!, total!.Value)));
        Assert.Equal(statement.Days[0].Providers[0].Amounts, Numbers(data.RootElement.GetProperty("days")[0].GetProperty("providers")[0], "amounts"));
        JsonElement month = data.RootElement.GetProperty("month");
        Assert.Equal(Numbers(month, "at").Count(), Numbers(month, "low").Count());
        Assert.Equal(statement.Month.Spent.Select(point => point.Amount), Numbers(month, "spent").OfType<decimal>());
        Assert.Equal(statement.Month.Ahead.Select(point => point.High), Numbers(month, "high").SkipWhile(high => high is null));
        Assert.Equal(statement.Summary.MonthToDate!.Value.ToString("#,0.00", CultureInfo.InvariantCulture), Figure().Match(StatementSample.Page(sources)).Groups[1].Value);
    }

    [Fact]
    public void ABalanceBelowZero_IsDrawnAsItIs_AndHasNothingLeftToForecast()
    {
        List<SpendStep> steps = StatementSample.Steps(0.2m);
        BalanceSnapshot last = steps[^1].Snapshot;
        steps[^1] = steps[^1] with { Snapshot = last with { Levels = BalanceLevels.OfTotal(-0.05m) } };
        using JsonDocument data = JsonDocument.Parse(Data(StatementSample.Page(StatementSample.Sources(StatementSample.Account("a", 0.2m, steps: steps)))));

        JsonElement balance = data.RootElement.GetProperty("balances")[0];
        Assert.Equal(-0.05m, Numbers(balance, "totals").Last());
        Assert.False(balance.TryGetProperty("runsOut", out _));
    }

    [Fact]
    public void TheClockOfTheZone_IsTold()
    {
        var berlin = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        StatementSources sources = StatementSample.Sources(StatementSample.Account("a", 0.2m, calendar: berlin)) with { Calendar = berlin };
        using JsonDocument data = JsonDocument.Parse(Data(StatementSample.Page(sources)));

        // Summer time ended on 25 October at 01:00 UTC.
        Assert.Equal(
            [(StatementSample.Start.ToUnixTimeSeconds(), 7200L), (new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), 3600L)],
            data.RootElement.GetProperty("offsets").EnumerateArray().Select(one => (one[0].GetInt64(), one[1].GetInt64())));
    }

    [Fact]
    public void WithNothingButASubscription_ThereIsAPage()
    {
        string page = StatementSample.Page(StatementSample.Sources() with { Subscriptions = [StatementSample.Monthly("ide", 20m, 3)] });
        Assert.Contains("No account reports a balance.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-chart=\"balance\"", Inline().Replace(page, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void OfOneReading_NothingIsZero_AndNoRunOutIsToldOff()
    {
        string page = StatementSample.Page(StatementSample.Sources(StatementSample.Account("a", 0.2m, steps: StatementSample.Steps(0.2m, start: StatementSample.AsOf))));
        string text = DataOf().Replace(Inline().Replace(page, ""), "");

        Assert.Contains("No balance has a forecast: the trailing days have no data.", page, StringComparison.Ordinal);
        Assert.Contains("nothing observed", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(">(0\\.00|0\\.00\u00A0USD)", text);
        Assert.DoesNotContain("within ten years", text, StringComparison.Ordinal);
    }

    private static StatementSources Hostile() => StatementSample.Sources(StatementSample.Account("account " + Evil, 0.2m, "provider " + Evil)) with
    {
        Budgets = [StatementSample.Budget("x", 50m) with { Name = "budget " + Evil }],
        Subscriptions = [StatementSample.Monthly("ide", 20m, 3)],
        Models = [new ModelSpend("account " + Evil, new DeepSeekCost { Model = "model " + Evil, Currency = "USD", CacheHitTokens = 1, CacheMissTokens = 2, OutputTokens = 3, Cost = 4m, Low = 4m, High = 4m })],
        Unpriced = [new UnpricedCalls("unknown " + Evil, 2, StatementSample.AsOf, new CostException("UnknownModel", CostErrorKind.NotFound, "-", "-"))],
    };

    private static IEnumerable<decimal?> Numbers(JsonElement holder, string name) =>
        holder.GetProperty(name).EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Null ? (decimal?)null : one.GetDecimal());

    private static string Data(string page) => DataOf().Match(page).Groups[1].Value;

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataOf();

    [GeneratedRegex("<(style|script)>(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex Inline();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<p class=\"figure\">([\\d,.]+)<")]
    private static partial Regex Figure();
}
