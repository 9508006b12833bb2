using System.Text.Json.Nodes;

namespace CostCompass.Views.Statements.Page;

/// <summary>The tables of a statement, row by row: the visible ones, and those with the data of a chart.</summary>
/// <param name="statement">The statement.</param>
internal sealed class StatementTables(CostStatement statement)
{
    private readonly ZoneCalendar _calendar = statement.Calendar;

    /// <summary>The month by day: spend and forecast.</summary>
    public JsonArray Month()
    {
        MonthCourse month = statement.Month;
        IEnumerable<JsonNode> spent = month.Spent.Skip(1).Select(point => MonthRow(point, isAhead: false));
        IEnumerable<JsonNode> ahead = month.Ahead.Skip(1).Select(point => MonthRow(point, isAhead: true));
        return new JsonArray([.. spent, .. ahead]);
    }

    /// <summary>The spend by day, once for each currency.</summary>
    public JsonArray Days() => new([.. statement.Days.Select(Day)]);

    /// <summary>The balance of one account.</summary>
    /// <param name="balance">The balance.</param>
    public JsonNode Balance(BalanceHistory balance) => new JsonObject
    {
        ["account"] = balance.Account,
        ["provider"] = balance.Provider,
        ["currency"] = balance.Currency,
        ["now"] = Wording.Money(balance.Points[^1].Total, balance.Currency),
        ["sentence"] = Sentence(balance),
        ["rises"] = StatementFigures.List(balance.Rises, rise => new JsonObject
        {
            ["when"] = Wording.Instant(_calendar.ToZone(rise.At)),
            ["amount"] = (rise.IsLeast ? "at least " : "") + Wording.Money(rise.Amount, balance.Currency),
        }),
        ["rows"] = StatementFigures.List(LastOfDays(balance), point => new JsonObject
        {
            ["when"] = Wording.Instant(_calendar.ToZone(point.At)),
            ["total"] = Wording.Money(point.Total, balance.Currency),
        }),
    };

    /// <summary>The cost of one provider.</summary>
    /// <param name="line">The line of the summary.</param>
    public JsonNode Line(CostSummaryLine line) => new JsonObject
    {
        ["name"] = line.Provider ?? "Subscriptions",
        ["accounts"] = line.Provider is null ? "" : line.Accounts == 1 ? "1 account" : $"{Wording.Count(line.Accounts)} accounts",
        ["toDate"] = Wording.Money(line.MonthToDate, line.Currency, line.IsApproximate),
        ["thisMonth"] = Wording.Money(line.ForecastThisMonth, line.Currency, line.IsApproximate),
        ["nextMonth"] = Wording.Money(line.ForecastNextMonth, line.Currency, line.IsApproximate),
        ["range"] = line.Provider is null ? null : Wording.Range(line.Low, line.High),
        ["share"] = Wording.Percent(line.Share),
        ["width"] = ((line.Share ?? 0m) * 100m).ToString("0.##", CultureInfo.InvariantCulture),
        ["early"] = line.IsEarly ? "early forecast" : null,
        ["runsOut"] = line.RunsOutAt is { } at ? Wording.Day(_calendar.ToZone(at)) : Wording.Unknown,
        ["stale"] = line.StaleSince is { } since ? $"not read since {Wording.Day(_calendar.ToZone(since))}" : null,
    };

    /// <summary>The cost of the metered calls of one model.</summary>
    /// <param name="model">The calls.</param>
    public static JsonNode Model(ModelSpend model) => new JsonObject
    {
        ["model"] = model.Cost.Model ?? Wording.Unknown,
        ["account"] = model.Account,
        ["calls"] = Wording.Count(model.Cost.Calls),
        ["hits"] = Wording.Count(model.Cost.CacheHitTokens),
        ["misses"] = Wording.Count(model.Cost.CacheMissTokens),
        ["output"] = Wording.Count(model.Cost.OutputTokens),
        ["ratio"] = Wording.Percent(model.Cost.HitRatio),
        ["cost"] = Wording.Money(model.Cost.Cost, model.Cost.Currency),
        ["range"] = model.Cost.IsAmbiguous ? Wording.Range(model.Cost.Low, model.Cost.High) : null,
    };

    private JsonObject MonthRow(MonthPoint point, bool isAhead)
    {
        DateOnly day = statement.Month.FirstDay.AddDays((int)Math.Ceiling(point.At) - 1);
        return new JsonObject
        {
            ["day"] = point.At == Math.Floor(point.At) ? Wording.Day(day) : Wording.Day(day) + ", last reading",
            ["kind"] = !isAhead ? "spent" : statement.Summary.IsEarly ? "forecast, early" : "forecast",
            ["amount"] = Wording.Money(isAhead || statement.Summary.MonthToDate is not null ? point.Amount : null, statement.Month.Currency, statement.Summary.IsApproximate),
            ["range"] = isAhead ? Wording.Range(point.Low, point.High) ?? Wording.Unknown : "",
        };
    }

    private JsonNode Day(DailySpend days, int number) => new JsonObject
    {
        ["number"] = number,
        ["currency"] = days.Currency,
        ["isFirst"] = days.Currency == statement.Summary.Currency,
        ["total"] = Wording.Money(days.Providers.Sum(one => one.Total), days.Currency, days.Providers.Any(one => one.IsApproximate)),
        ["providers"] = new JsonArray([.. days.Providers.Select((one, index) => new JsonObject
        {
            ["number"] = index,
            ["name"] = one.Name,
            ["mark"] = Wording.Mark(one.IsApproximate),
            ["total"] = Wording.Money(one.Total, days.Currency, one.IsApproximate),
        })]),
        ["rows"] = new JsonArray([.. days.Days.Select((day, index) => new JsonObject
        {
            ["day"] = Wording.Day(day),
            ["cells"] = StatementFigures.List(days.Providers, one => JsonValue.Create(Wording.Number(one.Amounts[index]))),
            ["sum"] = Wording.Number(days.Providers.Any(one => one.Amounts[index] is not null) ? days.Providers.Sum(one => one.Amounts[index]) : null),
        })]),
    };

    private string Sentence(BalanceHistory balance)
    {
        if (balance.Forecast is not { } forecast)
        {
            return "There is no forecast for this balance.";
        }

        string burn = $"{Wording.Money(forecast.DailyBurn, balance.Currency, forecast.IsApproximate)} a day {(forecast.IsEarly ? "(early)" : $"in the last {forecast.WindowDays} days")}";
        return forecast.RunsOutAt is { } at
            ? $"{burn}. Runs out {Wording.Day(_calendar.ToZone(at))}{Bounds(forecast)}."
            : $"{burn}. Doesn't run out within 10 years at this rate.";
    }

    private string Bounds(CostForecast forecast) => forecast.RunsOutEarly is { } early
        ? $" ({Wording.Day(_calendar.ToZone(early))} to {(forecast.RunsOutLate is { } late ? Wording.Day(_calendar.ToZone(late)) : "over 10 years")})"
        : "";

    private IEnumerable<BalancePoint> LastOfDays(BalanceHistory balance) =>
        balance.Points.GroupBy(point => _calendar.ToZone(point.At).Date).Select(day => day.Last());
}
