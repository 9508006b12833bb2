using CostCompass.Views.Statements;

namespace CostCompass.Views.Tests.Statements;

public sealed class DailySpendTests
{
    [Fact]
    public void TheDaysOfAllAccounts_AddUpToTheirSpend()
    {
        List<SpendStep> steps = StatementSample.Steps(0.1m);
        decimal spent = SpendSummation.Total(steps, StatementSample.Start, StatementSample.AsOf).Amount!.Value;

        DailySpend days = Of("USD", [], StatementSample.Account("a", 0.1m), StatementSample.Account("b", 0.1m), StatementSample.Account("c", 0.1m, "Novita"))!;

        Assert.Equal([("DeepSeek", decimal.Round(2m * spent, 6)), ("Novita", decimal.Round(spent, 6))], days.Providers.Select(one => (one.Name, decimal.Round(one.Total, 6))));
        Assert.Equal((47, new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 16)), (days.Days.Count, days.Days[0], days.Days[^1]));
        Assert.All(days.Providers, one => Assert.True(one.IsApproximate));
    }

    [Fact]
    public void EachDay_HasTheRateOfItsDay_AndDaysBeforeTheFirstRateAreCounted()
    {
        StatementAccount yuan = StatementSample.Account("y", 1m, currency: "CNY") with
        {
            Days = [Day(1, 10m), Day(2, 10m), Day(3, 20m), Day(4, 30m)],
        };

        DailySpend days = Of("USD", [StatementSample.Rate("CNY", 0.1m, day: 2), StatementSample.Rate("CNY", 0.2m, day: 4)], yuan)!;

        Assert.Equal((1, new DateOnly(2026, 10, 2)), (days.DaysWithoutRate, days.Days[0]));
        Assert.Equal([1m, 2m, 6m], days.Providers[0].Amounts);
    }

    [Fact]
    public void ADayOfWhichNothingIsKnown_IsNull()
    {
        StatementAccount account = StatementSample.Account("a", 1m) with { Days = [Day(1, 10m), Day(3, 0m)] };
        Assert.Equal([10m, null, 0m], Of("USD", [], account)!.Providers[0].Amounts);
        Assert.Null(Of("USD", [], account with { Days = [] }));
        Assert.Null(Of("USD", []));
    }

    [Fact]
    public void BeyondTheEighth_ProvidersAreOneEntry()
    {
        StatementAccount[] accounts = Enumerable.Range(1, 12)
            .Select(number => StatementSample.Account("a", 1m, $"Provider{number:00}") with { Days = [Day(1, number), Day(number % 2 + 1, number)] })
            .ToArray();

        DailySpend days = Of("USD", [], accounts)!;

        Assert.Equal(8, days.Providers.Count);
        Assert.Equal(("Provider12", "(others)"), (days.Providers[0].Name, days.Providers[^1].Name));
        Assert.Equal(2m * (1 + 2 + 3 + 4 + 5), days.Providers[^1].Total);
        Assert.Equal(2m * 78m, days.Providers.Sum(one => one.Total));
    }

    private static DaySpend Day(int day, decimal amount) => new(new DateOnly(2026, 10, day), amount, SpendQuality.Clean);

    private static DailySpend? Of(string currency, CostExchangeRate[] rates, params StatementAccount[] accounts) =>
        DailySpend.Of(accounts, new CurrencyConverter(new ExchangeRateTable(rates), currency));
}
