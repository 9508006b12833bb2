namespace CostCompass.Core.Tests.ExchangeRates;

public sealed class ExchangeRateTableTests
{
    private static readonly ExchangeRateTable Rates = new(
    [
        CostExchangeRate.Of("USD", "CNY", 7.2m, new DateOnly(2026, 11, 10)),
        CostExchangeRate.Of("USD", "CNY", 7m, new DateOnly(2026, 11, 1)),
        CostExchangeRate.Of("EUR", "USD", 1.1m, new DateOnly(2026, 11, 1)),
    ]);

    [Theory]
    [InlineData(1, 70)]
    [InlineData(9, 70)]
    [InlineData(10, 72)]
    [InlineData(30, 72)]
    public void TheNewestRateOnTheDayOrBefore_IsInForce(int day, int expected) =>
        Assert.Equal(expected, Rates.Convert(10m, "USD", "CNY", new DateOnly(2026, 11, day)));

    [Fact]
    public void TheDayBeforeTheFirstRate_HasNone()
    {
        Assert.Null(Rates.Find("USD", "CNY", new DateOnly(2026, 10, 31)));
        Assert.Null(Rates.Convert(1m, "CNY", "USD", new DateOnly(2026, 10, 31)));
    }

    [Fact]
    public void TheOtherDirection_Divides()
    {
        Assert.Equal(10m, Rates.Convert(72m, "CNY", "USD", new DateOnly(2026, 11, 10)));
        Assert.Equal(1m / 7.2m, Rates.Convert(1m, "CNY", "USD", new DateOnly(2026, 11, 10)));

        CostExchangeRate rate = Rates.Find("CNY", "USD", new DateOnly(2026, 11, 10))!;
        Assert.Equal(("CNY", "USD", 1m / 7.2m, new DateOnly(2026, 11, 10), true), (rate.From, rate.To, rate.Rate, rate.Date, rate.IsInverse));
    }

    [Fact]
    public void WhereBothDirectionsWereGiven_TheNewerIsTaken_AndOnOneDateTheOneAskedFor()
    {
        var table = new ExchangeRateTable(
        [
            CostExchangeRate.Of("USD", "EUR", 0.8m, new DateOnly(2026, 1, 1)),
            CostExchangeRate.Of("EUR", "USD", 1.2m, new DateOnly(2026, 1, 1)),
            CostExchangeRate.Of("EUR", "USD", 2m, new DateOnly(2026, 2, 1)),
        ]);

        Assert.Equal(0.8m, table.Convert(1m, "USD", "EUR", new DateOnly(2026, 1, 31)));
        Assert.Equal(1.2m, table.Convert(1m, "EUR", "USD", new DateOnly(2026, 1, 31)));
        Assert.Equal(0.5m, table.Convert(1m, "USD", "EUR", new DateOnly(2026, 2, 1)));
    }

    [Fact]
    public void ThereAreNoChains_AndNothingIsOneToOne_ButACurrencyAndItself()
    {
        Assert.Null(Rates.Convert(1m, "EUR", "CNY", new DateOnly(2026, 11, 10)));
        Assert.Null(Rates.Convert(1m, "USD", "JPY", new DateOnly(2026, 11, 10)));
        Assert.Equal(5m, Rates.Convert(5m, "JPY", "JPY", new DateOnly(2020, 1, 1)));
        Assert.Equal(0m, Rates.Convert(0m, "USD", "JPY", new DateOnly(2020, 1, 1)));
    }

    [Theory]
    [InlineData("USD", "usd", 1, "SameCurrency")]
    [InlineData("USD", "CNY", 0, "InvalidExchangeRate")]
    [InlineData("USD", "CNY", -7, "InvalidExchangeRate")]
    [InlineData("USD", "CNY", 1_000_000_001, "InvalidExchangeRate")]
    [InlineData("dollar", "CNY", 7, "InvalidCurrency")]
    [InlineData("USD", null, 7, "InvalidCurrency")]
    public void WhatCannotBeMeant_IsRefused(string from, string? to, int rate, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<CostException>(() => CostExchangeRate.Of(from, to, rate, new DateOnly(2026, 1, 1))).ErrorId);

    [Fact]
    public void ARate_HasNoTrailingZeros() =>
        Assert.Equal("1 USD = 7.1 CNY (2026-01-01)", CostExchangeRate.Of("usd", "cny", 7.100m, new DateOnly(2026, 1, 1)).ToString());

    [Fact]
    public void EachAmount_IsConvertedAtTheRateOfItsDay()
    {
        var converter = new CurrencyConverter(Rates, "CNY");

        decimal? sum = new DatedAmount[]
        {
            new(new DateOnly(2026, 11, 9), "USD", 10m),
            new(new DateOnly(2026, 11, 10), "USD", 10m),
            new(new DateOnly(2026, 11, 1), "CNY", 5m),
        }.Sum(amount => converter.Convert(amount));

        Assert.Equal(("CNY", 147m), (converter.Currency, sum));
        Assert.Empty(converter.Missing);
    }

    [Fact]
    public void WhatHasNoRate_StaysApart_AndTheRateIsNamed()
    {
        var converter = new CurrencyConverter(Rates, "USD");

        decimal?[] converted = new DatedAmount[]
        {
            new(new DateOnly(2026, 10, 30), "CNY", 3m),
            new(new DateOnly(2026, 10, 28), "CNY", 4m),
            new(new DateOnly(2026, 11, 1), "CNY", 7m),
            new(new DateOnly(2026, 11, 2), "JPY", 900m),
            new(new DateOnly(2026, 10, 1), "USD", 1.5m),
        }.Select(amount => converter.Convert(amount)).ToArray();

        Assert.Equal([null, null, 1m, null, 1.5m], converted);
        Assert.Equal(
            [
                new MissingExchangeRate("CNY", "USD", new DateOnly(2026, 10, 28), new DateOnly(2026, 10, 30)),
                new MissingExchangeRate("JPY", "USD", new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 2)),
            ],
            converter.Missing);
        Assert.Equal("JPY to USD on 2026-11-02", converter.Missing[1].ToString());
        Assert.Null(converter.Convert(new DatedAmount(new DateOnly(2026, 12, 2), "JPY", 1m)));
        Assert.Equal(
            ["CNY to USD on days from 2026-10-28 to 2026-10-30", "JPY to USD on days from 2026-11-02 to 2026-12-02"],
            converter.Missing.Select(missing => missing.ToString()));
    }

    [Fact]
    public void AConvertedAmount_IsNotRounded()
    {
        var table = new ExchangeRateTable([CostExchangeRate.Of("USD", "CNY", 3m, new DateOnly(2026, 1, 1))]);

        decimal? third = new CurrencyConverter(table, "USD").Convert(new DatedAmount(new DateOnly(2026, 1, 1), "CNY", 1m));

        Assert.Equal(1m / 3m, third);
    }
}
