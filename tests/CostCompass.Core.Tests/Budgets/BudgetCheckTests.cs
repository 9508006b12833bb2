using CostCompass.Core.Tests.Stack;

namespace CostCompass.Core.Tests.Budgets;

public sealed class BudgetCheckTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);

    // Fifteen days of the month are left: 2 a day.
    private static readonly AccountOutlook DeepSeek = OutlookSample.Account("a", "DeepSeek", "USD", 30m, 60m, 0m) with { LastSeen = AsOf };
    private static readonly AccountOutlook OpenAi = OutlookSample.Account("b", "OpenAI", "USD", 15m, 30m, 0m) with { LastSeen = AsOf };

    [Fact]
    public void ABudgetAboveTheForecast_Holds()
    {
        CostBudgetStatus status = Check(CostBudget.Of("team", 90m, "USD"));

        Assert.Equal((BudgetState.Ok, 45m, 90m, 45m, null), (status.State, status.Spent, status.Forecast, status.Remaining, status.ExceededOn));
    }

    [Fact]
    public void AForecastAboveIt_NamesTheDay()
    {
        CostBudgetStatus status = Check(CostBudget.Of("team", 60m, "USD"));

        // 45 by the 16th, 3 a day: 60 at the end of the 20th, more on the 21st.
        Assert.Equal((BudgetState.Forecast, new DateOnly(2026, 11, 21)), (status.State, status.ExceededOn));
    }

    [Fact]
    public void AnEarlyForecastAboveIt_IsShown_AndIsNoState()
    {
        AccountOutlook early = DeepSeek with { Forecast = DeepSeek.Forecast! with { IsEarly = true } };

        CostBudgetStatus status = Check(CostBudget.Of("team", 70m, "USD"), [early, OpenAi]);

        Assert.Equal((BudgetState.Ok, 90m, null, true), (status.State, status.Forecast, status.ExceededOn, status.IsEarly));
        Assert.Equal(BudgetState.Forecast, Check(CostBudget.Of("team", 59m, "USD"), [early, OpenAi]).State);
        Assert.Equal(BudgetState.Exceeded, Check(CostBudget.Of("team", 44m, "USD"), [early, OpenAi]).State);
    }

    [Fact]
    public void AnExceededBudget_NamesTheDayOnWhichItWas()
    {
        AccountOutlook account = DeepSeek with { Days = [Day(2, 20m), Day(9, 20m), Day(12, 1m)] };

        CostBudgetStatus status = Check(CostBudget.Of("team", 39.99m, "USD"), [account]);

        Assert.Equal((BudgetState.Exceeded, new DateOnly(2026, 11, 9), -1.01m), (status.State, status.ExceededOn, status.Remaining));
    }

    [Fact]
    public void OfAnAccountOfWhichNothingIsKnown_NothingIsSpent_AndNothingLeft()
    {
        AccountOutlook fresh = DeepSeek with { Forecast = null, Days = [] };

        CostBudgetStatus unknown = Check(CostBudget.Of("team", 500m, "USD"), [fresh]);
        CostBudgetStatus besides = Check(CostBudget.Of("team", 500m, "USD"), [fresh, OpenAi]);

        Assert.Equal((BudgetState.Unknown, null, null, null, null), (unknown.State, unknown.Spent, unknown.Remaining, unknown.Forecast, unknown.ExceededOn));
        Assert.Equal(BudgetState.Ok, besides.State);
        Assert.Equal(BudgetState.Stale, Check(CostBudget.Of("team", 500m, "USD"), [fresh with { StaleSince = AsOf.AddHours(-25) }]).State);
        Assert.NotNull(besides.Spent);
        Assert.Equal(500m - besides.Spent, besides.Remaining);
    }

    [Fact]
    public void WhatIsExactlyTheBudget_IsNotExceeded() => Assert.Equal(BudgetState.Ok, Check(CostBudget.Of("team", 90m, "USD")).State);

    [Theory]
    [InlineData("a", null, 30)]
    [InlineData("A", null, 30)]
    [InlineData(null, "openai", 15)]
    public void ABudgetOfAnAccountOrAProvider_LooksAtThatAlone(string? account, string? provider, int spent) =>
        Assert.Equal(spent, Check(CostBudget.Of("part", 500m, "USD", account, provider)).Spent);

    [Fact]
    public void Subscriptions_CountInTheWholeStack_OnTheDayOfTheCharge()
    {
        Subscription early = Subscription.Of("chat", 10m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 5), 1, null));
        Subscription late = Subscription.Of("ide", 100m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 25), 1, null));

        CostBudgetStatus whole = Check(CostBudget.Of("team", 150m, "USD"), subscriptions: [early, late]);
        CostBudgetStatus part = Check(CostBudget.Of("part", 150m, "USD", provider: "DeepSeek"), subscriptions: [early, late]);

        Assert.Equal((BudgetState.Forecast, 55m, 200m, new DateOnly(2026, 11, 25)), (whole.State, whole.Spent, whole.Forecast, whole.ExceededOn));
        Assert.Equal((30m, 60m), (part.Spent, part.Forecast));
    }

    [Fact]
    public void AnotherCurrency_IsConverted_AndWithoutARateNothingIsSaid()
    {
        CostBudget budget = CostBudget.Of("team", 500m, "CNY");
        CostExchangeRate rate = new() { From = "USD", To = "CNY", Rate = 7m, Date = new DateOnly(2026, 1, 1) };

        Assert.Equal(315m, Check(budget, rates: [rate]).Spent);
        Assert.Equal("ExchangeRateMissing", Assert.Throws<CostException>(() => Check(budget)).ErrorId);
    }

    [Fact]
    public void WithoutAForecast_OnlyWhatWasSpentIsKnown()
    {
        CostBudgetStatus status = Check(CostBudget.Of("team", 20m, "USD"), [DeepSeek with { Forecast = null }]);

        Assert.Equal((BudgetState.Exceeded, null), (status.State, status.Forecast));
    }

    [Fact]
    public void ASilentAccount_LeavesTheForecastOpen_AndIsNamed()
    {
        CostBudgetStatus status = Check(CostBudget.Of("team", 500m, "USD"), [DeepSeek with { Forecast = null }, OpenAi]);

        Assert.Equal((BudgetState.Ok, 45m, null), (status.State, status.Spent, status.Forecast));
        Assert.Equal(("a", null), (status.WithoutForecast, status.StaleSince));
    }

    [Fact]
    public void ABudgetThatRestsOnAStaleReading_IsStale_WhateverTheForecastSays()
    {
        AccountOutlook stale = DeepSeek with { LastSeen = AsOf.AddHours(-25), StaleSince = AsOf.AddHours(-25) };

        CostBudgetStatus wide = Check(CostBudget.Of("team", 500m, "USD"), [stale, OpenAi]);
        CostBudgetStatus narrow = Check(CostBudget.Of("team", 60m, "USD"), [stale, OpenAi]);

        Assert.Equal((BudgetState.Stale, 90m, null), (wide.State, wide.Forecast, wide.ExceededOn));
        Assert.Equal(("a", AsOf.AddHours(-25), AsOf.AddHours(-25)), (wide.StaleAccounts, wide.StaleSince, wide.ObservedTo));
        Assert.Equal((BudgetState.Stale, new DateOnly(2026, 11, 20)), (narrow.State, narrow.ExceededOn));
    }

    [Fact]
    public void ABudgetThatIsExceededAlready_IsExceeded_HoweverOldTheReadingIs() => Assert.Equal(
        BudgetState.Exceeded,
        Check(CostBudget.Of("team", 44.99m, "USD"), [DeepSeek with { LastSeen = AsOf.AddDays(-9), StaleSince = AsOf.AddDays(-9) }, OpenAi]).State);

    [Fact]
    public void AStaleAccount_IsNoMatterOfABudgetThatDoesNotCoverIt() => Assert.Equal(
        BudgetState.Ok,
        Check(CostBudget.Of("part", 500m, "USD", provider: "OpenAI"), [DeepSeek with { StaleSince = AsOf.AddDays(-9) }, OpenAi]).State);

    [Fact]
    public void WhatWasNotReadThisMonth_IsNotSpentAndNotZero()
    {
        AccountOutlook unread = DeepSeek with { Days = [], LastSeen = new DateTimeOffset(2026, 10, 31, 22, 0, 0, TimeSpan.Zero) };
        unread = unread with { Forecast = unread.Forecast! with { MonthToDate = null } };

        CostBudgetStatus alone = Check(CostBudget.Of("team", 500m, "USD"), [unread]);
        CostBudgetStatus beside = Check(CostBudget.Of("team", 500m, "USD"), [unread, OpenAi]);

        Assert.Equal((null, null, 60m, "a"), (alone.Spent, alone.Remaining, alone.Forecast, alone.NotReadThisMonth));
        Assert.Equal((15m, 90m, "a"), (beside.Spent, beside.Forecast, beside.NotReadThisMonth));
    }

    [Fact]
    public void WhatTheOthersAreGoingToSpend_MayBeTooMuchAlready()
    {
        CostBudgetStatus status = Check(CostBudget.Of("team", 59.99m, "USD"), [DeepSeek with { Forecast = null }, OpenAi]);

        // 30 of the silent one, 30 of the other.
        Assert.Equal((BudgetState.Forecast, new DateOnly(2026, 11, 30)), (status.State, status.ExceededOn));
    }

    [Fact]
    public void ASilentAccount_IsNoMatterOfABudgetThatDoesNotCoverIt()
    {
        CostBudgetStatus status = Check(CostBudget.Of("part", 500m, "USD", provider: "OpenAI"), [DeepSeek with { Forecast = null }, OpenAi]);

        Assert.Equal((BudgetState.Ok, 30m), (status.State, status.Forecast));
        Assert.Null(status.WithoutForecast);
    }

    [Fact]
    public void ACharge_IsMadeAfterTheFirstInstantOfItsDay_AsInTheSummary()
    {
        Subscription today = Subscription.Of("chat", 10m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 16), 1, null));

        CostBudgetStatus midnight = Check(CostBudget.Of("team", 150m, "USD"), [], [today]);
        CostBudgetStatus after = Check(CostBudget.Of("team", 150m, "USD"), [], [today], asOf: AsOf.AddTicks(10));

        Assert.Equal((0m, 10m), (midnight.Spent, midnight.Forecast));
        Assert.Equal((10m, 10m), (after.Spent, after.Forecast));
    }

    [Fact]
    public void FiguresBeyondAllMeasure_AreAnErrorOfTheModule()
    {
        AccountOutlook absurd = DeepSeek with { Currency = "EUR", Days = [new DatedAmount(new DateOnly(2026, 11, 2), "EUR", 1e24m)] };
        CostExchangeRate rate = new() { From = "EUR", To = "USD", Rate = 1e9m, Date = new DateOnly(2026, 1, 1) };

        CostException failure = Assert.Throws<CostException>(() => Check(CostBudget.Of("team", 20m, "USD"), [absurd], rates: [rate]));

        Assert.Equal("AmountOutOfRange", failure.ErrorId);
    }

    private static DatedAmount Day(int day, decimal amount) => new(new DateOnly(2026, 11, day), "USD", amount);

    private static CostBudgetStatus Check(
        CostBudget budget,
        AccountOutlook[]? accounts = null,
        Subscription[]? subscriptions = null,
        CostExchangeRate[]? rates = null,
        DateTimeOffset? asOf = null) =>
        new BudgetCheck(MonthSpan.Around(asOf ?? AsOf, Utc), new ExchangeRateTable(rates ?? []), Utc)
            .Of(budget, accounts ?? [DeepSeek, OpenAi], subscriptions ?? []);
}
