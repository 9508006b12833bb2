namespace CostCompass.Core.Tests.Forecasting;

/// <summary>How far a level may move shows in the width of an interval.</summary>
public sealed class LevelChangeTests
{
    [Fact]
    public void WeeksThatDifferByFactors_WidenTheInterval_ByMoreThanTheirSpendDoes()
    {
        decimal[] factors = [1m, 3m, 0.5m, 2m, 0.3m, 4m, 1m, 1m];

        decimal steady = Reach(day => HistorySample.Irregular(day));
        decimal changing = Reach(day => HistorySample.Irregular(day) * factors[day / 7]);

        Assert.InRange(steady, 1m, 1.4m);
        Assert.True(changing > 3m, $"{changing:0.00} times the forecast");
    }

    [Fact]
    public void DaysThatDifferByFactors_WidenTheIntervalOfAnAccountOfAWeek()
    {
        decimal steady = Reach(day => 2m + (day % 2), days: 7);
        decimal sporadic = Reach(day => day % 3 == 0 ? 7m : 0m, days: 7);

        Assert.True(sporadic > 2m * steady, $"{sporadic:0.00} against {steady:0.00}");
    }

    [Fact]
    public void WhatRepeatsEachWeek_IsNoChange()
    {
        decimal business = Reach(day => day % 7 >= 5 ? 0m : 7m);
        decimal even = Reach(_ => 5m);

        Assert.InRange(business, even, even * 1.05m);
    }

    [Fact]
    public void ALongHistory_HasShownTheChangesThatAreToCome()
    {
        decimal Noisy(int day) => HistorySample.Irregular(day) * (day % 5 == 0 ? 4m : 0.5m);

        Assert.True(Reach(Noisy, days: 28) > Reach(Noisy, days: 364));
    }

    [Fact]
    public void OneDay_SaysNothingOfHowDaysDiffer()
    {
        Assert.True(Reach(_ => 2m, days: 1) > 3m);
        Assert.True(Reach(_ => 2m, days: 1) > Reach(_ => 2m, days: 3));
    }

    // How many times the forecast the upper bound of the next 30 days is.
    private static decimal Reach(Func<int, decimal> amount, int days = 56)
    {
        HorizonForecast forecast = SpendForecaster
            .Create(HistorySample.Of(days, amount), HistorySample.Day(days), ForecastMethod.Adaptive)!
            .Total(HistorySample.Days(days, 30));
        return forecast.High / forecast.Total;
    }
}
