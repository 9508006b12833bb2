using CostCompass.Views.Charts;
using CostCompass.Views.Dashboards;

namespace CostCompass.Views.Tests.Dashboards;

public sealed class DashboardTests
{
    private static readonly DashboardData _data = SampleDashboard.Of(
        [SampleDashboard.Account("home", "DeepSeek", 30m, 12.5m, 12.5), SampleDashboard.Account("team", "OpenRouter", 10m, 1234.56m, null)],
        SampleDashboard.Budget("Everything", BudgetState.Forecast, 40m, 104m, 29)) with
    {
        PriceBand = SampleDashboard.Band(PriceBand.OffPeak, PriceBand.Peak, 13.5),
    };

    [Theory]
    [InlineData("100")]
    [InlineData("1")]
    [InlineData("0.000000001")]
    public void ABudget_IsDrawnFull_HoweverMuchMoreWasSpent(string amount)
    {
        CostBudgetStatus budget = SampleDashboard.Budget("Full", BudgetState.Exceeded, 400m, 500m, 2) with { Amount = decimal.Parse(amount, CultureInfo.InvariantCulture) };

        string line = Assert.Single(Lines(SampleDashboard.Of([], budget), 160, false), line => line.StartsWith("Full ", StringComparison.Ordinal));

        Assert.Matches(" \u2588{20,} ", line);
    }

    [Fact]
    public void AnEarlyAccount_IsMarkedEverywhere_AndAlarmsNobody()
    {
        AccountOutlook account = SampleDashboard.Account("home", "DeepSeek", 0.3m, 4m, 1.5);
        DashboardData early = SampleDashboard.Of([account with { Forecast = account.Forecast! with { IsEarly = true } }]);

        IEnumerable<IReadOnlyList<ChartText>> screen = Dashboard.Layout(early, 80, true).ToList();
        IReadOnlyList<ChartText> line = DashboardLine.Compose(early, 80, true);

        string[] lines = [.. screen.Select(one => string.Concat(one.Select(part => part.Text)))];
        Assert.All(["This month", "Next month", "DeepSeek", "home"], start => Assert.Contains("early", Assert.Single(lines, one => one.StartsWith(start, StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.Contains("early: less than a day of data for home. Budgets and alerts ignore it.", lines);
        Assert.Equal("0.30* -> 10.30* USD, early", string.Concat(line.Select(part => part.Text)));
        Assert.DoesNotContain(screen.SelectMany(one => one).Concat(line), part => part.Tone is ChartTone.Warning or ChartTone.Caution);
    }

    [Fact]
    public void AtSixtyCells_InAscii_ItIsThis() => Assert.Equal(
        [
            "Costs in November 2026               2026-11-16 12:00 +00:00",
            "------------------------------------------------------------",
            "",
            "Month to date  40.00*  USD  read to 11-16 12:00",
            "This month     60.00*  USD  58.59 to 62.83 (80 %)",
            "Next month     62.00*  USD  59.17 to 66.24 (80 %)",
            "",
            "Provider    Month to date  Share                  Next month",
            "DeepSeek           30.00*   75 %  ###########         31.00*",
            "OpenRouter         10.00*   25 %  ####                31.00*",
            "",
            "Account   Balance       A day          Lasts  Runs out",
            "home        12.50  USD  1.00*        12 days  2026-11-29",
            "team     1,234.56  USD  1.00*  over 10 years",
            "",
            "Budget       Spent      of       Used  State",
            "Everything  40.00*  100.00  USD  40 %  over on 11-29",
            "",
            "DeepSeek prices: off-peak now, peak from 2026-11-17 01:30,",
            "in 13 h 30 min",
            "",
            "* an estimate, derived from a balance",
        ],
        Lines(_data, 60, true));

    [Fact]
    public void WithRoom_ThereAreBlocksTrendsAndBounds()
    {
        List<string> lines = Lines(_data, 120, false);

        Assert.Contains(lines, line => line.StartsWith("DeepSeek ", StringComparison.Ordinal) && line.EndsWith("\u00B7\u00B7\u00B7\u00B7\u00B7\u00B7\u00B7\u2588\u2588\u2588\u2588\u2588\u2588\u2588", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("2026-11-28 to 2026-12-01", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Everything", StringComparison.Ordinal) && line.Contains("104.00*  over on 11-29", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingIsWider_ThanTheWidth_AndColumnsStandUnderEachOther()
    {
        AccountOutlook[] accounts = Enumerable.Range(1, 20)
            .Select(number => SampleDashboard.Account(new string(number % 2 == 0 ? '\u5DE5' : 'x', 3 * number), $"Provider{number}", 123456789.12m * number, 9999999.99m, 3 * number))
            .ToArray();
        DashboardData data = SampleDashboard.Of(accounts, SampleDashboard.Budget(new string('\u9280', 90), BudgetState.Exceeded, 123456.78m, 9876543.21m, 3)) with
        {
            Notes = ["A note of many words that goes on and on until it is wider than the narrowest of terminals that there are, and of no meaning."],
        };
        for (int width = Dashboard.MinimumWidth; width <= 200; width++)
        {
            List<string> lines = Lines(data, width, width % 2 == 0);

            Assert.All(lines, line => Assert.InRange(CellText.Width(line), 0, width));
            int[] places = lines.Where(line => line.Contains("9,999,999.99", StringComparison.Ordinal)).Select(PlaceOfBalance).Distinct().ToArray();
            Assert.Single(places);
        }
    }

    [Theory]
    [InlineData(6.9, ChartTone.Warning)]
    [InlineData(7, ChartTone.Caution)]
    [InlineData(13.9, ChartTone.Caution)]
    [InlineData(14, ChartTone.Plain)]
    public void ARunOut_IsRedBelowSevenDays_AndYellowBelowFourteen(double days, ChartTone tone)
    {
        DashboardData data = SampleDashboard.Of([SampleDashboard.Account("home", "DeepSeek", 30m, 12.5m, days)]);

        ChartText date = Dashboard.Layout(data, 80, false).SelectMany(line => line)
            .Single(piece => piece.Text == SampleDashboard.AsOf.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal(tone, date.Tone);
    }

    [Fact]
    public void AnEmptyBalance_IsNamedFirst_AndAStaleOneHasItsMark()
    {
        AccountOutlook silent = SampleDashboard.Account("silent", "DeepSeek", 30m, 0m, null) with { LastSeen = SampleDashboard.AsOf.AddHours(-25), StaleSince = SampleDashboard.AsOf.AddHours(-25) };
        List<string> lines = Lines(SampleDashboard.Of([SampleDashboard.Account("home", "DeepSeek", 1m, 5m, 3), silent]), 80, true);

        int title = lines.FindIndex(line => line.StartsWith("Account", StringComparison.Ordinal));
        Assert.Equal("silent   !     0.00  USD  1.00*   empty", lines[title + 1]);
        Assert.Contains("! not read recently: silent since 2026-11-15 11:00", lines);
    }

    [Fact]
    public void AnAccountThatWentSilent_KeepsItsRow_AndNothingUnknownIsZero()
    {
        AccountOutlook silent = SampleDashboard.Account("gone", "DeepSeek", 30m, 0m, null) with
        {
            Days = [], Forecast = null, LastBalance = 440m, LastSeen = SampleDashboard.AsOf.AddDays(-27), StaleSince = SampleDashboard.AsOf.AddDays(-27),
        };
        DashboardData data = SampleDashboard.Of([silent, silent with { Account = "new", LastSeen = SampleDashboard.AsOf, StaleSince = null }]);
        List<string> lines = Lines(data, 80, true);

        Assert.Contains("gone     !   440.00  USD    since 10-20", lines);
        Assert.Contains("new          440.00  USD  not known yet", lines);
        Assert.Contains("Month to date  -   USD  nothing observed", lines);
        Assert.Contains("This month     -   USD  not known yet", lines);
        Assert.Contains("! not read recently: gone since 2026-10-20 12:00", lines);
        Assert.Contains("Forecasts don't include gone, new: the trailing days have no data.", lines);
        Assert.DoesNotContain(lines, line => line.Contains(" 0.00", StringComparison.Ordinal));
        Assert.Equal("- -> - USD | not read since 10-20", Text(DashboardLine.Compose(data, 200, true)));
    }

    [Fact]
    public void OfManyAccounts_TheFirstTwelveAreShown_AndTheOthersCounted()
    {
        DashboardData data = SampleDashboard.Of(Enumerable.Range(1, 15).Select(number => SampleDashboard.Account($"a{number:00}", "DeepSeek", 1m, 5m, number)).ToArray());

        List<string> lines = Lines(data, 80, true);

        Assert.Contains(lines, line => line.StartsWith("a12 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("a13 ", StringComparison.Ordinal));
        Assert.Contains("and 3 more, none runs out before 2026-11-29", lines);
    }

    [Fact]
    public void NamesOfOthers_DoNotReachTheTerminalAsTheyAre()
    {
        DashboardData data = SampleDashboard.Of(
            [SampleDashboard.Account("home\u001b[2J", "Deep\u202ESeek\u0007", 30m, 12.5m, 3)], SampleDashboard.Budget("x\u001b]0;y\u0007", BudgetState.Exceeded, 120m, 130m, 2));

        Assert.All(Lines(data, 80, true).Append(Text(DashboardLine.Compose(data, 200, true))), line => Assert.Matches("^[ -~]*$", line));
    }

    [Fact]
    public void ALine_NamesWhatPresses_AndDropsItsEndWhereItIsTooWide()
    {
        DashboardData data = _data with { Budgets = [SampleDashboard.Budget("Ok", BudgetState.Ok, 1m, 2m), .. _data.Budgets, SampleDashboard.Budget("Chat", BudgetState.Exceeded, 120m, 130m, 2)] };

        Assert.Equal("40.00* -> 60.00* USD | home 12 days | Chat exceeded +1 | off-peak to 01:30", Text(DashboardLine.Compose(data, 200, true)));
        Assert.Equal("40.00* -> 60.00* USD | home 12 days", Text(DashboardLine.Compose(data, 50, true)));
        Assert.Equal("40.00* \u2192 60.00* USD \u00B7 home 12 days", Text(DashboardLine.Compose(data, 50, false)));
    }

    private static int PlaceOfBalance(string line) => CellText.Width(line[..line.IndexOf("9,999,999.99", StringComparison.Ordinal)]);

    private static List<string> Lines(DashboardData data, int width, bool isAscii) => Dashboard.Layout(data, width, isAscii).Select(Text).ToList();

    private static string Text(IReadOnlyList<ChartText> line) => string.Concat(line.Select(piece => piece.Text)).TrimEnd();
}
