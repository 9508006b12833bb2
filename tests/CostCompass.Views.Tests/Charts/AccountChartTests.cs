using CostCompass.Views.Charts;

namespace CostCompass.Views.Tests.Charts;

public sealed class AccountChartTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    // Ten days of 1 USD and one top-up, half a day after which it is looked at; four of the days to come are left.
    private static readonly AccountChartData _data = new()
    {
        Account = "home",
        Currency = "USD",
        From = _start,
        AsOf = _start.AddDays(10),
        Balances = [At(0, 10m), At(5, 5m), At(5.1, 9m), At(10, 4m)],
        TopUps = [_start.AddDays(5.1)],
        Days = [1m, 1m, null, 2m, 1m, 0.01m, 0m, 1m, 1m, 1m],
        Forecast = Forecast(4m, 14, 12, 18),
        IsApproximate = true,
    };

    [Fact]
    public void InAscii_ItIsThis() => Assert.Equal(
        [
            "home: balance 4.00 USD",
            "10 |**",
            "   |  ***       ***",
            "   |     ***    *  ***",
            "   |        *** *     ***",
            " 5 |           *         ***",
            "   |                        ooo .",
            "   |                          .ooo. . .",
            "   |                            . ooo   . . .",
            " 0 |                                 o        .",
            "   +------------------------+---------------------",
        ],
        Lines(_data, 50, true).Take(11));

    [Fact]
    public void UnderIt_AreTheMarksTheDatesTheBarsAndTheWords() => Assert.Equal(
        [
            "                ^",
            "    11-01                   now 11-11        11-19",
            "home: spend per day, USD*",
            " 2 |        ##",
            "   |        ##",
            "   |#####   ####     #######",
            "   |#####???#######  #######",
            " 0 +------------------------",
        ],
        Lines(_data, 50, true).Skip(11).Take(8));

    [Fact]
    public void TheWords_SayWhatThePictureShows() => Assert.Equal(
        [
            "8.01 USD* in 9 of 10 days, at most 2.00 in one",
            "1.00 USD* a day in the last 7 days",
            "Runs out 2026-11-15 (2026-11-13 to 2026-11-19)",
            "^ top-up, ? not observed, * from the balance",
        ],
        Lines(_data, 60, true).TakeLast(4));

    [Fact]
    public void InBraille_TheTopUpIsAStepAndTheForecastGoesOn() => Assert.Equal(
        [
            "10 \u2502\u2811\u2884\u2840",
            "   \u2502  \u2808\u2812\u2884       \u28B8\u2812\u2884",
        ],
        Lines(_data, 50, false).Skip(1).Take(2));

    [Fact]
    public void WithoutABalance_ThereAreBars_SeenHoweverSmall_AndAGapBetweenThem() => Assert.Equal(
        [
            "home: spend per day, USD*",
            "  2 \u2502               \u2588\u2588\u2588",
            "    \u2502               \u2588\u2588\u2588",
            "    \u2502XXXX XXXX      XXX XXXX          XXXX XXXX XXX".Replace('X', '\u2588'),
            "    \u2502XXXX XXXX ???? XXX XXXX ____     XXXX XXXX XXX".Replace('X', '\u2588').Replace('?', '\u00B7').Replace('_', '\u2581'),
            "  0 \u2514" + new string('\u2500', 47),
            "     11-01                                  now 11-11",
            "8.01 USD* in 9 of 10 days, at most 2.00 in one",
            "No forecast: the trailing days have no data",
            "? not observed, * from the balance".Replace('?', '\u00B7'),
        ],
        Lines(_data with { Forecast = null, Balances = [] }, 53, false));

    [Theory]
    [InlineData(40, true)]
    [InlineData(50, false)]
    [InlineData(79, true)]
    [InlineData(80, false)]
    [InlineData(160, true)]
    [InlineData(500, false)]
    public void NoLine_IsWiderThanItMayBe(int width, bool isAscii)
    {
        List<string> lines = Lines(_data with { Account = new string('a', 64) }, width, isAscii).ToList();
        Assert.Equal(width, lines.Max(line => line.Length));
        Assert.Equal(isAscii, lines.All(line => line.All(char.IsAscii)));
    }

    [Fact]
    public void ALongName_GivesWayToTheFigure()
    {
        List<string> lines = Lines(_data with { Account = new string('a', 64) }, 50, true).ToList();
        Assert.Equal(new string('a', 30) + "..: balance 4.00 USD", lines[0]);
        Assert.Contains(lines, line => line.EndsWith("..: spend per day, USD*", StringComparison.Ordinal));
    }

    [Fact]
    public void AtFortyCells_NothingOfTheWordsIsLost() => Assert.Equal(
        ["1.00 USD* a day in the last 7 days", "Runs out 2026-11-15 (2026-11-13 to", "2026-11-19)", "^ top-up, ? not observed, * from the", "balance"],
        Lines(_data, 40, true).TakeLast(5));

    [Fact]
    public void AnAccountThatWentSilent_SaysSinceWhen() => Assert.Equal(
        [
            "Nothing observed in 3 days",
            "Last read 2026-10-20 00:00",
            "No forecast: the trailing days have no data",
            "? not observed, * from the balance",
        ],
        Lines(_data with { Balances = [At(-12, 440m)], TopUps = [], Days = [null, null, null], Forecast = null, StaleSince = _start.AddDays(-12) }, 60, true).TakeLast(4));

    [Fact]
    public void ABalanceBelowZero_HasAnAxisDownToIt() => Assert.Equal(
        [
            "home: balance -5.00 USD",
            "10 |**",
            "   |  ****",
            "   |      ****",
            "   |          ***",
            "   |             ****",
            " 0 |                 ****",
            "   |                     ***",
            "   |                        ****",
            "-5 |                            ******************",
        ],
        Lines(_data with { Balances = [At(0, 10m), At(1, 8m), At(6, -4m), At(8, -5m), At(10, -5m)], TopUps = [], Forecast = null }, 50, true).Take(10));

    [Fact]
    public void ABalanceThatIsAlwaysBelowZero_IsNotDrawnAtZero()
    {
        List<string> lines = Lines(_data with { Balances = [At(0, -23.44m), At(10, -23.44m)], TopUps = [], Forecast = null }, 50, true).ToList();

        Assert.Equal("  1 |", lines[1]);
        Assert.StartsWith("-40 |", lines[9], StringComparison.Ordinal);
        Assert.Single(lines.Skip(1).Take(9), line => line.Contains('*', StringComparison.Ordinal));
        Assert.DoesNotContain('*', lines[1] + lines[9]);
    }

    [Fact]
    public void WithoutForecast_TheLineEndsAtThePresent()
    {
        List<string> lines = Lines(_data with { Forecast = null }, 50, true).ToList();
        Assert.DoesNotContain(lines, line => line.Contains("Runs out", StringComparison.Ordinal));
        Assert.EndsWith("now 11-11", lines[12], StringComparison.Ordinal);
        Assert.Equal(50, lines[12].Length);
    }

    [Fact]
    public void ARunOutThatIsNear_IsAWarning()
    {
        static ChartTone Tone(AccountChartData data) =>
            AccountChart.Layout(data, 80, false).SelectMany(line => line).Single(piece => piece.Text.StartsWith("Runs out", StringComparison.Ordinal)).Tone;
        Assert.Equal(ChartTone.Warning, Tone(_data));
        Assert.Equal(ChartTone.Plain, Tone(_data with { Forecast = Forecast(4m, 17, 12, 18) }));
        Assert.Equal(ChartTone.Plain, Tone(_data with { Forecast = Forecast(4m, 14, 12, 18) with { IsEarly = true } }));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void ItIsTheSame_UnderEveryCulture(string culture)
    {
        List<string> expected = Lines(_data, 80, false).ToList();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Lines(_data, 80, false));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<string> Lines(AccountChartData data, int width, bool isAscii) =>
        AccountChart.Layout(data, width, isAscii).Select(line => string.Concat(line.Select(piece => piece.Text)).TrimEnd());

    private static BalanceSnapshot At(double days, decimal total) => new(_start.AddDays(days), _start.AddDays(days), BalanceLevels.OfTotal(total));

    private static CostForecast Forecast(decimal balance, int at, int early, int late) => new()
    {
        Account = "home",
        Currency = "USD",
        Month = "2026-12",
        Balance = balance,
        DailyBurn = 1m,
        RunsOutAt = _start.AddDays(at),
        RunsOutEarly = _start.AddDays(early),
        RunsOutLate = _start.AddDays(late),
        Method = ForecastMethod.TrailingAverage,
        WindowDays = 7,
        ConfidenceLevel = 80,
        Coverage = 1m,
        DaysObserved = 10m,
        Confidence = ForecastConfidence.Medium,
        Reason = "",
        IsApproximate = true,
        AsOf = _start.AddDays(10),
    };
}
