namespace CostCompass.Core.Tests.Forecasting;

public sealed class RunOutTests
{
    private static readonly DateTimeOffset Evening = new(HistorySample.Day(60).ToDateTime(new TimeOnly(18, 0)), TimeSpan.FromHours(2));

    [Fact]
    public void ASteadyBurn_EndsTheBalanceWhenItIsUsedUp()
    {
        RunOut end = Forecaster(_ => 2m).RunsOut(25m, Evening);

        Assert.Equal(Evening.AddDays(12.5), end.At!.Value, TimeSpan.FromMinutes(1));
        Assert.InRange(end.Early!.Value, Evening.AddDays(11), end.At.Value);
        Assert.InRange(end.Late!.Value, end.At.Value, Evening.AddDays(14));
    }

    [Fact]
    public void TheBounds_AreTheQuantilesOfTheTotalUntilThen()
    {
        // Until the early bound a tenth of the totals reach the balance, and until the late one nine tenths do.
        SpendForecaster forecaster = Forecaster(HistorySample.Irregular, ForecastMethod.Adaptive);
        DateTimeOffset midnight = new(HistorySample.Day(60).ToDateTime(default), TimeSpan.Zero);
        HorizonForecast month = forecaster.Total(HistorySample.Days(60, 30), 0.80m);

        RunOut early = forecaster.RunsOut(month.High, midnight, 0.80m);
        RunOut late = forecaster.RunsOut(month.Low, midnight, 0.80m);

        Assert.Equal(midnight.AddDays(30), early.Early!.Value, TimeSpan.FromMinutes(1));
        Assert.Equal(midnight.AddDays(30), late.Late!.Value, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void IdleWeekends_PutTheEndIntoTheWeek()
    {
        // Day 60 is a Friday: six hours of it are left, then comes the weekend.
        RunOut end = Forecaster(day => day % 7 >= 5 ? 0m : 8m, ForecastMethod.Adaptive).RunsOut(6m, Evening);

        Assert.Equal(DayOfWeek.Monday, end.At!.Value.DayOfWeek);
    }

    [Fact]
    public void NothingSpent_NeverEnds()
    {
        Assert.Equal(new RunOut(null, null, null), Forecaster(_ => 0m).RunsOut(10m, Evening));
        Assert.Equal(new RunOut(null, null, null), Forecaster(_ => 0m, ForecastMethod.Adaptive).RunsOut(10m, Evening));
    }

    [Fact]
    public void AnIdleWeek_LeavesNoInstant_ForTheTrailingAverage()
    {
        RunOut end = Forecaster(day => day < 50 ? 3m : 0m).RunsOut(10m, Evening);

        Assert.Null(end.At);
    }

    [Fact]
    public void AnEmptyBalance_HasRunOut()
    {
        Assert.Equal(new RunOut(Evening, Evening, Evening), Forecaster(_ => 2m).RunsOut(0m, Evening));
    }

    [Fact]
    public void ABalanceForDecades_HasNoEnd()
    {
        RunOut end = Forecaster(_ => 1m).RunsOut(1_000_000m, Evening);

        Assert.Null(end.At);
        Assert.Null(end.Late);
    }

    [Fact]
    public void ALargerBalance_LastsLonger()
    {
        SpendForecaster forecaster = Forecaster(HistorySample.Irregular, ForecastMethod.Adaptive);
        RunOut small = forecaster.RunsOut(20m, Evening);
        RunOut large = forecaster.RunsOut(200m, Evening);

        Assert.True(small.At < large.At && small.Early < large.Early && small.Late < large.Late);
        Assert.True(large.Late - large.Early > small.Late - small.Early);
    }

    private static SpendForecaster Forecaster(Func<int, decimal> amount, ForecastMethod method = ForecastMethod.TrailingAverage) =>
        SpendForecaster.Create(HistorySample.Of(60, amount), HistorySample.Day(60), method)!;
}
