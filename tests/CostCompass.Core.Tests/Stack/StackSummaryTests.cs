namespace CostCompass.Core.Tests.Stack;

public sealed class StackSummaryTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);

    [Fact]
    public void OneCurrency_IsAddedUp_WithALinePerProviderTheDearestFirst()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m), OutlookSample.Account("b", "OpenAI", "USD", 40m, 60m, 70m)]);

        Assert.Equal((50m, 80m, 100m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
        Assert.Equal([("OpenAI", 0.8m), ("DeepSeek", 0.2m)], summary.Lines.Select(line => (line.Name, line.Share!.Value)));
        Assert.True(summary.IsApproximate);
    }

    [Fact]
    public void TheInterval_IsCombined_AndIsNarrowerThanTheSumOfTheBounds()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 0m, 0m, 30m, 3m, 3m), OutlookSample.Account("b", "OpenAI", "USD", 0m, 0m, 70m, 4m, 12m)]);

        Assert.Equal((95m, 112.369316877m), (summary.Low, summary.High));
    }

    [Fact]
    public void TheIntervalOfThisMonth_IsCombinedToo_AndWhatHasNoForecastStaysAtWhatWasSpent()
    {
        AccountOutlook first = OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m);
        AccountOutlook second = OutlookSample.Account("b", "OpenAI", "USD", 40m, 60m, 70m);
        AccountOutlook third = OutlookSample.Account("c", "Vast", "USD", 5m, 0m, 0m) with { Forecast = null };

        CostSummary summary = Sum(
        [
            first with { Forecast = first.Forecast! with { ThisMonthLow = 17m, ThisMonthHigh = 23m } },
            second with { Forecast = second.Forecast! with { ThisMonthLow = 56m, ThisMonthHigh = 64m } },
            third,
        ]);

        Assert.Equal((85m, 80m, 90m), (summary.ForecastThisMonth, summary.ThisMonthLow, summary.ThisMonthHigh));
    }

    [Fact]
    public void TheInterval_HoldsItsPoint_AlsoBelowZero()
    {
        AccountOutlook credited = OutlookSample.Account("a", "Own", "USD", -78m, -78m, -155m, 11m, 11m);
        credited = credited with { Forecast = credited.Forecast! with { ThisMonthLow = -80m, ThisMonthHigh = -70m } };

        CostSummary summary = Sum([credited]);

        Assert.Equal((-166m, -155m, -144m), (summary.Low, summary.ForecastNextMonth, summary.High));
        Assert.Equal((-80m, -78m, -70m), (summary.ThisMonthLow, summary.ForecastThisMonth, summary.ThisMonthHigh));
    }

    [Fact]
    public void TheLowerBound_OfWhatCannotBeNegative_IsNotBelowZero()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 0m, 0m, 1m, 1m, 3m), OutlookSample.Account("b", "OpenAI", "USD", 0m, 0m, 0m, 0m, 3m)]);

        Assert.Equal((0m, 1m), (summary.Low, summary.ForecastNextMonth));
    }

    [Fact]
    public void NothingAtAll_NeedsNoRate()
    {
        // A correction took away all that was billed.
        AccountOutlook corrected = OutlookSample.Account("e", "Vast", "EUR", 0m, 0m, 0m, 0m, 0m) with { Days = [Day(3, "EUR", 0m)] };
        corrected = corrected with { Forecast = corrected.Forecast! with { ThisMonthLow = 0m, ThisMonthHigh = 0m } };
        Subscription free = Subscription.Of("chat", 0m, "CNY", new ChargeSchedule(new DateOnly(2026, 1, 20), 1, null));

        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m), corrected, corrected with { Account = "f", Forecast = null }], [free]);

        Assert.Empty(summary.Unconverted);
        Assert.Equal((10m, 20m, 30m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
    }

    [Fact]
    public void WhatIsOnlyToCome_NeedsTheRateOfToday()
    {
        AccountOutlook coming = OutlookSample.Account("e", "Vast", "EUR", 0m, 0m, 5m) with { Days = [] };

        Assert.Equal(["EUR"], Sum([coming]).Unconverted.Select(left => left.Currency));
    }

    [Fact]
    public void ABalanceThatIsUsedByNobody_NeedsItsRateOnlyForItself()
    {
        AccountOutlook resting = OutlookSample.Account("e", "Vast", "EUR", 0m, 0m, 0m, 0m, 0m);
        resting = resting with { Forecast = resting.Forecast! with { ThisMonthLow = 0m, ThisMonthHigh = 0m, Balance = 50m } };

        Assert.Empty(Sum([resting]).Unconverted);
    }

    [Fact]
    public void WhatCouldNotBeConverted_ComesLast_ByCurrency()
    {
        Subscription chat = Subscription.Of("chat", 20m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 20), 1, null));

        CostSummary summary = Sum([OutlookSample.Account("e", "Vast", "EUR", 9m, 9m, 9m), OutlookSample.Account("c", "DeepSeek", "CNY", 70m, 80m, 90m), OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m)], [chat]);

        Assert.Equal(["DeepSeek USD", "(subscriptions) USD", "DeepSeek CNY", "Vast EUR"], summary.Lines.Select(line => $"{line.Name} {line.Currency}"));
    }

    [Fact]
    public void WhatWasSpent_IsConvertedAtTheRateOfItsDay_AndWhatIsToComeAtTodays()
    {
        AccountOutlook account = OutlookSample.Account("c", "DeepSeek", "CNY", 0m, 100m, 310m) with
        {
            Days = [Day(2, "CNY", 70m), Day(10, "CNY", 70m)],
        };
        account = account with { Forecast = account.Forecast! with { MonthToDate = 140m, ThisMonth = 240m } };

        CostSummary summary = Sum([account], rates: [Rate("CNY", "USD", 1, 0.1m), Rate("CNY", "USD", 10, 0.2m)], currency: "USD");

        Assert.Equal((21m, 41m, 62m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
        Assert.Empty(summary.Unconverted);
    }

    [Fact]
    public void WithoutARate_AnAmountStaysApart_AndTheRateIsNamed()
    {
        CostSummary summary = Sum(
            [OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m), OutlookSample.Account("c", "DeepSeek", "CNY", 70m, 80m, 90m)], currency: "USD");

        Assert.Equal((10m, 30m), (summary.MonthToDate, summary.ForecastNextMonth));
        UnconvertedAmount left = Assert.Single(summary.Unconverted);
        Assert.Equal(("CNY", 70m, "USD"), (left.Currency, left.Amount, left.Missing.To));
        Assert.Equal([("USD", (decimal?)1m), ("CNY", null)], summary.Lines.Select(line => (line.Currency, line.Share)));
    }

    [Fact]
    public void Subscriptions_AreALineOfTheirOwn_CountedWhereTheyAreCharged()
    {
        Subscription monthly = Subscription.Of("chat", 20m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 20), 1, null));
        Subscription yearly = Subscription.Of("ide", 120m, "USD", new ChargeSchedule(new DateOnly(2026, 12, 5), 12, null));

        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m)], [monthly, yearly]);

        Assert.Equal((10m, 40m, 170m, 140m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth, summary.Subscriptions));
        CostSummaryLine line = summary.Lines[^1];
        Assert.Equal(("(subscriptions)", 0m, 20m, 140m), (line.Name, line.MonthToDate, line.ForecastThisMonth, line.ForecastNextMonth));
    }

    [Fact]
    public void Amortized_AYearIsSpreadOverItsDays()
    {
        Subscription yearly = Subscription.Of("ide", 365m, "USD", new ChargeSchedule(new DateOnly(2026, 3, 1), 12, null));

        CostSummary summary = Sum([], [yearly], isAmortized: true);

        Assert.Equal((15.5m, 30m, 31m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
    }

    [Fact]
    public void AnAccountThatIsSilent_IsStaleSinceItsLastReading()
    {
        AccountOutlook silent = OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m) with { LastSeen = AsOf.AddHours(-25), StaleSince = AsOf.AddHours(-25) };

        CostSummary summary = Sum([silent, OutlookSample.Account("b", "DeepSeek", "USD", 10m, 20m, 30m), OutlookSample.Account("c", "OpenAI", "USD", 10m, 20m, 30m)]);

        Assert.Equal((AsOf.AddHours(-25), AsOf.AddHours(-25), "a"), (summary.ObservedTo, summary.StaleSince, summary.StaleAccounts));
        Assert.Equal(
            [("DeepSeek", AsOf.AddHours(-25), AsOf.AddHours(-25)), ("OpenAI", AsOf, null)],
            summary.Lines.Select(line => (line.Name, line.ObservedTo!.Value, line.StaleSince)));
    }

    [Fact]
    public void AnAccountWhoseHistoryBeginsInTheMonth_IsNamed_WithTheInstantFromWhichTheSumIsComplete()
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        AccountOutlook old = OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m) with { FirstSeen = start };
        AccountOutlook young = OutlookSample.Account("b", "OpenAI", "USD", 5m, 8m, 9m) with { FirstSeen = start.AddDays(9) };

        CostSummary complete = Sum([old]);
        CostSummary part = Sum([old, young, young with { Account = "c", FirstSeen = start.AddDays(4) }]);

        Assert.Equal((start, null), (complete.ObservedFrom, complete.StartedThisMonth));
        Assert.Equal((start.AddDays(9), "b, c"), (part.ObservedFrom, part.StartedThisMonth));
        Assert.Null(Sum([]).ObservedFrom);
    }

    [Fact]
    public void WhatWasNotReadThisMonth_IsNotZero_ButInTheForecastAndNamed()
    {
        DateTimeOffset before = new(2026, 10, 31, 22, 0, 0, TimeSpan.Zero);
        AccountOutlook unread = OutlookSample.Account("a", "DeepSeek", "USD", 0m, 20m, 30m) with { Days = [], LastSeen = before };
        unread = unread with { Forecast = unread.Forecast! with { MonthToDate = null } };

        CostSummary alone = Sum([unread]);
        CostSummary beside = Sum([unread, OutlookSample.Account("b", "OpenAI", "USD", 5m, 8m, 9m)]);

        Assert.Equal((null, 20m, 30m, "a"), (alone.MonthToDate, alone.ForecastThisMonth, alone.ForecastNextMonth, alone.NotReadThisMonth));
        Assert.Equal((null, null), (alone.Lines[0].MonthToDate, alone.Lines[0].Share));
        Assert.Equal((5m, 28m, 39m, "a", before), (beside.MonthToDate, beside.ForecastThisMonth, beside.ForecastNextMonth, beside.NotReadThisMonth, beside.ObservedTo));
    }

    [Fact]
    public void AnAccountWithoutAForecast_CountsWithWhatItSpent()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 10m, 20m, 30m), OutlookSample.Account("b", "OpenAI", "USD", 5m, 0m, 0m) with { Forecast = null }]);

        Assert.Equal((15m, 25m, 30m, "b"), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth, summary.WithoutForecast));
        Assert.Null(summary.Lines.Single(line => line.Provider == "OpenAI").ForecastNextMonth);
    }

    [Fact]
    public void WhatIsNotKnown_IsNullAndNotZero()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 0m, 0m, 0m) with { Forecast = null, Days = [] }]);

        Assert.Equal((null, null, null), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
        Assert.Equal((null, null, null, null), (summary.Low, summary.High, summary.ThisMonthLow, summary.ThisMonthHigh));
        Assert.Null(summary.Lines[0].MonthToDate);
        Assert.Null(summary.Lines[0].Share);
        Assert.Equal("DeepSeek - USD", summary.Lines[0].ToString());
    }

    [Fact]
    public void OfTwoAccountsOfAProvider_TheOneWithoutAForecast_CountsWithWhatItSpent()
    {
        CostSummary summary = Sum([OutlookSample.Account("a", "DeepSeek", "USD", 90m, 0m, 0m) with { Forecast = null }, OutlookSample.Account("b", "DeepSeek", "USD", 21m, 30m, 31m)]);

        Assert.Equal((111m, 120m, 31m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
        Assert.Equal(1, summary.Lines[0].WithoutForecast);
    }

    [Fact]
    public void ARateThatLastMonthLacks_LeavesThisMonthInTheSum()
    {
        AccountOutlook account = OutlookSample.Account("c", "DeepSeek", "CNY", 0m, 0m, 0m) with
        {
            Days = [new DatedAmount(new DateOnly(2026, 10, 31), "CNY", 12m), Day(5, "CNY", 4m)],
        };

        CostSummary summary = Sum([account], rates: [Rate("CNY", "USD", 1, 0.14m)]);

        Assert.Equal(0.56m, summary.MonthToDate);
        Assert.Empty(summary.Unconverted);
    }

    [Fact]
    public void TheTrend_HasADotWhereNothingIsKnown()
    {
        AccountOutlook account = OutlookSample.Account("a", "DeepSeek", "USD", 0m, 0m, 0m) with { Days = [Day(14, "USD", 0m), Day(15, "USD", 4m), Day(16, "USD", 8m)] };

        Assert.Equal("···········▁▅█", Sum([account]).Lines[0].Trend!.ToString());
        Assert.Equal("???????????_=@", Sum([account]).Lines[0].Trend!.ToAscii());
    }

    [Theory]
    [InlineData(new[] { "CNY", "CNY" }, new string[0], "CNY")]
    [InlineData(new[] { "CNY", "USD" }, new string[0], "USD")]
    [InlineData(new[] { "CNY", "EUR" }, new string[0], "CNY")]
    [InlineData(new[] { "CNY", "USD" }, new[] { "EUR" }, "EUR")]
    public void TheCurrency_IsTheOnlyOne_OrTheOneThatRatesLeadTo(string[] used, string[] to, string chosen) =>
        Assert.Equal(chosen, SummaryCurrency.Choose(used, to.Select(code => Rate("USD", code, 1, 2m))));

    private static CostSummary Sum(
        AccountOutlook[] accounts, Subscription[]? subscriptions = null, CostExchangeRate[]? rates = null, string currency = "USD", bool isAmortized = false) =>
        new StackSummary(
            MonthSpan.Around(AsOf, Utc), new CurrencyConverter(new ExchangeRateTable(rates ?? []), currency), Utc, isAmortized)
            .Of(accounts, subscriptions ?? [], 80);

    private static DatedAmount Day(int day, string currency, decimal amount) => new(new DateOnly(2026, 11, day), currency, amount);

    private static CostExchangeRate Rate(string from, string to, int day, decimal rate) =>
        new() { From = from, To = to, Rate = rate, Date = new DateOnly(2026, 11, day) };
}
