namespace CostCompass.Core.Tests.Stack;

public sealed class StackForecasterTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);

    [Fact]
    public void Forecasts_AreAddedUp_AndTheirIntervalsCombined()
    {
        CostForecast forecast = Of([Account("a", 10m, 20m, 30m, 3m, 3m), Account("b", 40m, 60m, 70m, 4m, 12m)]).Forecast!;

        Assert.Equal(("*", "USD", "2026-12"), (forecast.Account, forecast.Currency, forecast.Month));
        Assert.Equal((100m, 95m, 112.369316877m), (forecast.Total, forecast.Low, forecast.High));
        Assert.Equal((50m, 80m, 100m, 0m), (forecast.MonthToDate, forecast.ThisMonth, forecast.Usage, forecast.Subscriptions));
    }

    [Fact]
    public void OfTheCurrentMonth_WhatIsSpentIsCertain_AndOnlyTheRestHasAnInterval()
    {
        AccountOutlook a = Account("a", 10m, 20m, 20m);
        a = a with { Forecast = a.Forecast! with { ThisMonthLow = 17m, ThisMonthHigh = 24m } };
        AccountOutlook b = Account("b", 40m, 60m, 60m);
        b = b with { Forecast = b.Forecast! with { ThisMonthLow = 56m, ThisMonthHigh = 63m } };

        CostForecast forecast = Of([a, b], month: new DateOnly(2026, 11, 1)).Forecast!;

        Assert.Equal(("2026-11", 80m, 75m, 85m), (forecast.Month, forecast.Total, forecast.Low, forecast.High));
        Assert.Equal((80m, 75m, 85m), (forecast.ThisMonth, forecast.ThisMonthLow, forecast.ThisMonthHigh));
    }

    [Fact]
    public void Subscriptions_AreCountedInTheMonthInWhichTheyAreCharged()
    {
        Subscription monthly = Subscription.Of("chat", 20m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 10), 1, null));
        Subscription yearly = Subscription.Of("ide", 120m, "USD", new ChargeSchedule(new DateOnly(2027, 2, 5), 12, null));

        CostForecast next = Of([Account("a", 10m, 20m, 30m)], [monthly, yearly]).Forecast!;
        CostForecast february = Of([Account("a", 10m, 20m, 28m)], [monthly, yearly], new DateOnly(2027, 2, 1)).Forecast!;

        Assert.Equal((50m, 30m, 20m, 30m, 40m), (next.Total, next.Usage, next.Subscriptions, next.MonthToDate, next.ThisMonth));
        Assert.Equal((168m, 28m, 140m, 167m, 169m), (february.Total, february.Usage, february.Subscriptions, february.Low, february.High));
    }

    [Fact]
    public void OnlySubscriptions_AreCertain()
    {
        CostForecast forecast = Of([], [Subscription.Of("chat", 20m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 20), 1, null))]).Forecast!;

        Assert.Equal((20m, 20m, 20m, 0m, 20m), (forecast.Total, forecast.Low, forecast.High, forecast.MonthToDate, forecast.ThisMonth));
        Assert.Null(forecast.DailyBurn);
        Assert.Equal("Includes subscriptions only.", forecast.Reason);
    }

    [Fact]
    public void AnotherCurrency_IsConverted_OrNamedAsMissing()
    {
        AccountOutlook yuan = Account("c", 70m, 80m, 90m, currency: "CNY");

        StackForecast without = Of([Account("a", 10m, 20m, 30m), yuan]);
        StackForecast with = Of([Account("a", 10m, 20m, 30m), yuan], rates: [new() { From = "CNY", To = "USD", Date = new DateOnly(2026, 11, 1), Rate = 0.1m }]);

        Assert.Equal((30m, 10m), (without.Forecast!.Total, without.Forecast.MonthToDate));
        Assert.Equal([("CNY", 70m)], without.Unconverted.Select(left => (left.Currency, left.Amount)));
        Assert.Equal((39m, 17m), (with.Forecast!.Total, with.Forecast.MonthToDate));
        Assert.Empty(with.Unconverted);
    }

    [Fact]
    public void AnAccountWithoutAForecast_CountsWithWhatItSpent_AndIsNamed()
    {
        StackForecast stack = Of([Account("a", 10m, 20m, 30m), Account("b", 5m, 0m, 0m) with { Forecast = null }]);

        Assert.Equal(["b"], stack.WithoutForecast);
        Assert.Equal((15m, 25m, 30m), (stack.Forecast!.MonthToDate, stack.Forecast.ThisMonth, stack.Forecast.Total));
        Assert.Equal(ForecastConfidence.Low, stack.Forecast.Confidence);
    }

    [Fact]
    public void WhatIsSaidOfTheHistory_IsThatOfTheAccountOfWhichLeastIsKnown()
    {
        AccountOutlook a = Account("a", 10m, 20m, 30m);
        AccountOutlook b = Account("b", 10m, 20m, 30m);
        b = b with { Forecast = b.Forecast! with { Confidence = ForecastConfidence.Medium, Coverage = 0.7m, DaysObserved = 5m, Reason = "5 days." } };

        CostForecast forecast = Of([a, b]).Forecast!;

        Assert.Equal((ForecastConfidence.Medium, 0.7m, 5m), (forecast.Confidence, forecast.Coverage, forecast.DaysObserved));
        Assert.Equal("Lowest confidence: 'b': 5 days.", forecast.Reason);
    }

    [Fact]
    public void TheBalances_AreAddedUp_AndTheFirstToRunOutIsNamed()
    {
        AccountOutlook a = Account("a", 10m, 20m, 30m);
        a = a with { Forecast = a.Forecast! with { Balance = 50m, BalanceAtMonthEnd = 40m, DailyBurn = 1m, RunsOutAt = AsOf.AddDays(50) } };
        AccountOutlook b = Account("b", 10m, 20m, 30m);
        b = b with { Forecast = b.Forecast! with { Balance = 5m, BalanceAtMonthEnd = 0m, DailyBurn = 1m, RunsOutAt = AsOf.AddDays(5), RunsOutEarly = AsOf.AddDays(4), RunsOutLate = AsOf.AddDays(7) } };

        CostForecast forecast = Of([a, b, Account("reported", 1m, 2m, 3m)]).Forecast!;

        Assert.Equal((55m, 40m, 2m), (forecast.Balance, forecast.BalanceAtMonthEnd, forecast.DailyBurn));
        Assert.Equal((AsOf.AddDays(5), AsOf.AddDays(4), AsOf.AddDays(7)), (forecast.RunsOutAt, forecast.RunsOutEarly, forecast.RunsOutLate));
        Assert.EndsWith("'b' runs out first.", forecast.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_HasNoForecast() => Assert.Null(Of([Account("b", 5m, 0m, 0m) with { Forecast = null }]).Forecast);

    [Fact]
    public void TheFigures_AreThoseOfTheSummary()
    {
        AccountOutlook[] accounts = [Account("a", 10m, 20m, 30m, 3m, 3m), Account("c", 70m, 80m, 90m, 5m, 9m, "CNY")];
        Subscription[] subscriptions = [Subscription.Of("ide", 119.99m, "CNY", new ChargeSchedule(new DateOnly(2026, 3, 31), 1, null))];
        CostExchangeRate[] rates = [new() { From = "CNY", To = "USD", Date = new DateOnly(2026, 10, 1), Rate = 0.1387m }];

        CostForecast forecast = Of(accounts, subscriptions, rates: rates).Forecast!;
        CostSummary summary = new StackSummary(
            MonthSpan.Around(AsOf, Utc), new CurrencyConverter(new ExchangeRateTable(rates), "USD"), Utc, false).Of(accounts, subscriptions, 80);

        Assert.Equal(
            (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth, summary.Low, summary.High, summary.Subscriptions),
            (forecast.MonthToDate!.Value, forecast.ThisMonth!.Value, forecast.Total!.Value, forecast.Low, forecast.High, forecast.Subscriptions));
    }

    private static StackForecast Of(
        AccountOutlook[] accounts, Subscription[]? subscriptions = null, DateOnly? month = null, CostExchangeRate[]? rates = null) =>
        new StackForecaster(
            MonthSpan.Around(AsOf, Utc, month), new CurrencyConverter(new ExchangeRateTable(rates ?? []), "USD"), Utc, false).Of(accounts, subscriptions ?? []);

    private static AccountOutlook Account(
        string name, decimal spent, decimal thisMonth, decimal next, decimal below = 1m, decimal above = 1m, string currency = "USD") =>
        OutlookSample.Account(name, "DeepSeek", currency, spent, thisMonth, next, below, above);
}
