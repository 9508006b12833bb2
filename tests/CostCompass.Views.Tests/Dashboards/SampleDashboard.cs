using CostCompass.Core.Tests.Stack;
using CostCompass.Views.Dashboards;

namespace CostCompass.Views.Tests.Dashboards;

/// <summary>A dashboard of the 16th of November 2026, noon, in UTC.</summary>
internal static class SampleDashboard
{
    public static DateTimeOffset AsOf { get; } = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What a dashboard of accounts and budgets shows.</summary>
    public static DashboardData Of(AccountOutlook[] accounts, params CostBudgetStatus[] budgets)
    {
        var calendar = new ZoneCalendar(TimeZoneInfo.Utc);
        var converter = new CurrencyConverter(new ExchangeRateTable([]), "USD");
        return new DashboardData
        {
            Summary = new StackSummary(MonthSpan.Around(AsOf, calendar), converter, calendar, false).Of(accounts, [], 80),
            Accounts = accounts,
            Budgets = budgets,
            Notes = [],
        };
    }

    /// <summary>An account with a balance that runs out after some days.</summary>
    public static AccountOutlook Account(string name, string provider, decimal spent, decimal balance, double? days)
    {
        AccountOutlook account = OutlookSample.Account(name, provider, "USD", spent, spent + 10m, 31m, 2m, 3m);
        return account with
        {
            Days = Enumerable.Range(10, 7).Select(day => new DatedAmount(new DateOnly(2026, 11, day), "USD", spent / 7m)).ToList(),
            Forecast = account.Forecast! with
            {
                DailyBurn = 1m,
                ThisMonthLow = spent + 9m,
                ThisMonthHigh = spent + 12m,
                Balance = balance,
                RunsOutAt = days is { } left ? AsOf.AddDays(left) : null,
                RunsOutEarly = days is { } early ? AsOf.AddDays(early - 1d) : null,
                RunsOutLate = days is { } late ? AsOf.AddDays(late + 2d) : null,
            },
        };
    }

    /// <summary>A budget of 100 USD.</summary>
    public static CostBudgetStatus Budget(string name, BudgetState state, decimal spent, decimal? forecast, int? exceededOn = null) => new()
    {
        Name = name,
        Amount = 100m,
        Currency = "USD",
        Scope = BudgetScope.WholeStack,
        State = state,
        Spent = spent,
        Forecast = forecast,
        Remaining = 100m - spent,
        ExceededOn = exceededOn is { } day ? new DateOnly(2026, 11, day) : null,
        IsApproximate = true,
        AsOf = AsOf,
    };

    /// <summary>The band of now.</summary>
    public static DeepSeekPriceBand Band(PriceBand band, PriceBand next, double hours) =>
        new() { At = AsOf, Band = band, Until = AsOf.AddHours(hours), Next = next, IsVerified = true };
}
