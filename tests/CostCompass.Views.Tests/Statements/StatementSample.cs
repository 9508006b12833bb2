using CostCompass.Views.Statements;
using CostCompass.Views.Statements.Page;

namespace CostCompass.Views.Tests.Statements;

/// <summary>Statements of histories with a reading each six hours, from 1 October 2026 to noon of 16 November in UTC.</summary>
internal static class StatementSample
{
    public static DateTimeOffset AsOf { get; } = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Start { get; } = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static ZoneCalendar Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The steps of an account that spends something else each quarter of a day, and is topped up when it is low.</summary>
    public static List<SpendStep> Steps(decimal perQuarter, decimal balance = 40m, DateTimeOffset? start = null)
    {
        var snapshots = new List<BalanceSnapshot>();
        decimal total = balance;
        int number = 0;
        for (DateTimeOffset at = start ?? Start; at <= AsOf; at = at.AddHours(6))
        {
            snapshots.Add(new BalanceSnapshot(at, at, BalanceLevels.OfTotal(total)));
            total -= perQuarter * (1m + (number++ % 7 / 10m));
            total += total < 5m ? balance : 0m;
        }

        return SpendHistory.Derive(snapshots, AsOf, new SeriesContext { IsWhole = true, Events = [] }).ToList();
    }

    public static StatementAccount Account(
        string name, decimal perQuarter, string provider = "DeepSeek", string currency = "USD", List<SpendStep>? steps = null, int points = 1000, ZoneCalendar? calendar = null)
    {
        steps ??= Steps(perQuarter);
        calendar ??= Utc;
        var request = new ForecastRequest(new BalanceSeriesKey(name, provider, currency), AsOf, new LastReading(steps[^1].Snapshot.LastSeen), calendar);
        var basis = ForecastBasis.Read(request, steps, Start);
        CostForecast? forecast = MonthForecast.Of(request, basis, steps[0].Window.From);
        var outlook = new AccountOutlook
        {
            Account = name,
            Provider = provider,
            Currency = currency,
            Days = SpendSummation.ByUnit(steps, calendar.StartOf(AsOf, CalendarUnit.Month), AsOf, calendar, CalendarUnit.Day)
                .Where(day => day.Amount is not null)
                .Select(day => new DatedAmount(DateOnly.FromDateTime(day.From.Date), currency, day.Amount!.Value))
                .ToList(),
            Forecast = forecast,
            LastBalance = steps[^1].Snapshot.Levels.Total,
            FirstSeen = steps[0].Window.From,
            LastSeen = steps[^1].Snapshot.LastSeen,
            IsApproximate = true,
        };
        return StatementAccount.Of(request, basis, basis.Recent, outlook, hasLevel: true, new StatementSpan(Start, AsOf + Instant.Resolution, points));
    }

    public static StatementSources Sources(params StatementAccount[] accounts) => new()
    {
        AsOf = AsOf,
        Calendar = Utc,
        Span = new StatementSpan(Start, AsOf + Instant.Resolution, 1000),
        Currency = "USD",
        Accounts = accounts,
        Subscriptions = [],
        Rates = new ExchangeRateTable([]),
        Budgets = [],
        ConfidenceLevel = 80,
    };

    public static Subscription Monthly(string name, decimal amount, int day) =>
        Subscription.Of(name, amount, "USD", new ChargeSchedule(new DateOnly(2026, 1, day), 1, null));

    public static CostExchangeRate Rate(string from, decimal rate, int month = 10, int day = 1) =>
        new() { From = from, To = "USD", Rate = rate, Date = new DateOnly(2026, month, day) };

    public static CostBudget Budget(string name, decimal amount, string currency = "USD", string? provider = null) =>
        CostBudget.Of(name, amount, currency, provider: provider);

    public static string Page(StatementSources sources)
    {
        using var writer = new StringWriter();
        StatementPage.Write(writer, StatementComposer.Compose(sources));
        return writer.ToString();
    }
}
