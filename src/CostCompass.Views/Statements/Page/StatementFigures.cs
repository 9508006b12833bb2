using System.Text.Json.Nodes;
using CostCompass.Views.Charts;
using CostCompass.Views.Dashboards;

namespace CostCompass.Views.Statements.Page;

/// <summary>The figures of a statement for the template of the page, as text.</summary>
/// <param name="statement">The statement.</param>
internal sealed class StatementFigures(CostStatement statement)
{
    private readonly CostSummary _summary = statement.Summary;
    private readonly ZoneCalendar _calendar = statement.Calendar;

    /// <summary>All values of the template except the parts of the page itself.</summary>
    public JsonObject ToJson()
    {
        var tables = new StatementTables(statement);
        return new JsonObject
        {
            ["month"] = Wording.Month(statement.Month.FirstDay),
            ["asOf"] = Wording.Instant(_summary.AsOf),
            ["zone"] = _calendar.Zone.Id,
            ["span"] = Wording.Days(_calendar.ToZone(statement.Span.From), _calendar.ToZone(Balances.Instant.LastBefore(statement.Span.To))),
            ["currency"] = _summary.Currency,
            ["confidence"] = _summary.ConfidenceLevel,
            ["version"] = typeof(CostStatement).Assembly.GetName().Version?.ToString(3),
            ["isApproximate"] = _summary.IsApproximate,
            ["toDate"] = ToDate(),
            ["thisMonth"] = ThisMonth(),
            ["nextMonth"] = NextMonth(),
            ["isMonthGoingOn"] = !statement.IsMonthOver,
            ["runOut"] = RunOut(),
            ["noRunOut"] = NoRunOut(),
            ["budgets"] = List(statement.Budgets, Budget),
            ["hasBudgets"] = statement.Budgets.Count > 0,
            ["hasFan"] = statement.Month.Ahead.Count > 0,
            ["hasInterval"] = statement.Month.End is { High: not null },
            ["drawsBudgets"] = statement.Month.Budgets.Count > 0,
            ["monthRows"] = tables.Month(),
            ["days"] = tables.Days(),
            ["hasBalances"] = statement.Balances.Count > 0,
            ["balances"] = List(statement.Balances, tables.Balance),
            ["lines"] = List(_summary.Lines, tables.Line),
            ["models"] = List(statement.Models, StatementTables.Model),
            ["hasModels"] = statement.Models.Count > 0,
            ["notes"] = List(statement.Notes, note => new JsonObject { ["title"] = note.Title, ["text"] = note.Text }),
        };
    }

    /// <summary>A list of values.</summary>
    /// <param name="items">The items.</param>
    /// <param name="toJson">Converts an item to its values.</param>
    internal static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> toJson) => new([.. items.Select(toJson)]);

    private JsonObject ToDate()
    {
        DateOnly today = DateOnly.FromDateTime(_summary.AsOf.Date);
        string span = $"{statement.Month.FirstDay.Day}–{Wording.Day(today)}";
        string read = _summary.ObservedTo is { } to ? $", last read {Wording.Instant(to)}" : "";
        return Card(_summary.MonthToDate, null, (_summary.MonthToDate is null ? $"{span}, nothing observed" : $"{span}, subscriptions included") + read);
    }

    private JsonObject ThisMonth()
    {
        MonthPoint? end = statement.Month.End;
        return Card(_summary.ForecastThisMonth, Wording.Range(end?.Low, end?.High), Ahead(_summary.ForecastThisMonth, statement.Month.FirstDay));
    }

    private JsonObject NextMonth()
    {
        string subscriptions = _summary.Subscriptions > 0m ? $", {Wording.Money(_summary.Subscriptions, _summary.Currency)} of that for subscriptions" : "";
        return Card(
            _summary.ForecastNextMonth,
            Wording.Range(_summary.Low, _summary.High),
            Ahead(_summary.ForecastNextMonth, statement.Month.FirstDay.AddMonths(1)) + subscriptions);
    }

    private string Ahead(decimal? amount, DateOnly month) => Wording.Month(month) + (amount is null ? ", no forecast" : _summary.IsEarly ? ", early" : "");

    private JsonObject Card(decimal? amount, string? range, string detail) => new()
    {
        ["amount"] = Wording.Number(amount),
        ["isApproximate"] = amount is not null && _summary.IsApproximate,
        ["range"] = amount is null ? null : range,
        ["detail"] = detail,
    };

    private JsonObject? RunOut()
    {
        if (statement.FirstToRunOut is not { Forecast: { RunsOutAt: { } at } forecast } first)
        {
            return null;
        }

        return new JsonObject
        {
            ["day"] = Wording.Day(_calendar.ToZone(at)),
            ["account"] = first.Account.Text,
            ["early"] = first.IsEarly ? ", early" : null,
            ["balance"] = Wording.Money(forecast.Balance, first.Currency),
            ["range"] = (forecast.RunsOutEarly, forecast.RunsOutLate) switch
            {
                (null, _) => null,
                ({ } early, null) => $"{Wording.Day(_calendar.ToZone(early))} – over 10 years",
                ({ } early, { } late) => Wording.Days(_calendar.ToZone(early), _calendar.ToZone(late)),
            },
            ["isSoon"] = !first.IsEarly && (at - _summary.AsOf).TotalDays < Urgency.NearDays,
        };
    }

    // No run-out date is a statement only about known balances with a forecast.
    private JsonObject NoRunOut()
    {
        int without = statement.KnownBalances - statement.ForecastBalances;
        (string figure, string detail) = statement switch
        {
            { KnownBalances: 0 } => (Wording.Unknown, "No account reports a balance."),
            { ForecastBalances: 0 } => ("Not known", "No balance has a forecast: the trailing days have no data."),
            _ when without > 0 => ("None", $"No balance with a forecast runs out within 10 years at this rate. Balances without a forecast: {Wording.Count(without)}."),
            _ => ("None", "No balance runs out within 10 years at this rate."),
        };
        return new JsonObject { ["figure"] = figure, ["detail"] = detail };
    }

    private static JsonObject Budget(CostBudgetStatus budget)
    {
        decimal? share = budget.Spent / budget.Amount;
        decimal? ahead = (budget.Forecast ?? budget.Spent) / budget.Amount;
        return new JsonObject
        {
            ["name"] = budget.Name,
            ["scope"] = budget.Account ?? budget.Provider ?? "whole stack",
            ["amount"] = Wording.Money(budget.Amount, budget.Currency),
            ["spent"] = Wording.Money(budget.Spent, budget.Currency, budget.IsApproximate),
            ["share"] = Wording.Percent(share),
            ["forecast"] = Wording.Money(budget.Forecast, budget.Currency, budget.IsApproximate),
            ["state"] = budget.State switch
            {
                BudgetState.Exceeded => budget.ExceededOn is { } day ? $"Exceeded on {Wording.Day(day)}" : "Exceeded",
                BudgetState.Forecast => budget.ExceededOn is { } day ? $"Forecast to go over on {Wording.ShortDay(day)}" : "Forecast to go over",
                BudgetState.Unknown => "Unknown: neither the spend nor the forecast is known",
                BudgetState.Stale => $"Unknown: last read {Wording.Day(budget.StaleSince)}",
                _ => budget.WithoutForecast is null && !budget.IsEarly ? "Within budget" : "Within budget so far",
            },
            ["tone"] = Urgency.Of(budget.State) switch { ChartTone.Warning => "bad", ChartTone.Caution => "warn", _ => "good" },
            ["spentWidth"] = Width(share),
            ["aheadWidth"] = Width(ahead),
        };
    }

    private static string Width(decimal? share) => decimal.Round(Math.Clamp(share ?? 0m, 0m, 1m) * 100m, 1).ToString(CultureInfo.InvariantCulture);
}
