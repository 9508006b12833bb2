using System.Text;
using System.Text.Json;

namespace CostCompass.Views.Statements.Page;

/// <summary>
/// Writes the data of the charts as JSON. The encoder escapes everything that has a meaning in HTML, so that no text can end the
/// element that contains it.
/// </summary>
internal static class ChartData
{
    /// <summary>The JSON of a statement.</summary>
    /// <param name="statement">The statement.</param>
    public static string Of(CostStatement statement)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteOffsets(json, statement);
            WriteMonth(json, statement.Month, statement.Summary);
            WriteList(json, "days", statement.Days, WriteDays);
            WriteList(json, "balances", statement.Balances, (writer, balance) => WriteBalance(writer, balance, statement.Summary.AsOf));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    // The browser's time zone data may differ, and its clock has another zone, so the page contains the offset changes of the statement.
    private static void WriteOffsets(Utf8JsonWriter json, CostStatement statement)
    {
        ZoneCalendar calendar = statement.Calendar;
        json.WriteStartArray("offsets");
        TimeSpan? before = null;
        DateTimeOffset end = statement.Balances
            .Select(balance => Horizon(balance, statement.Summary.AsOf))
            .Append(statement.Summary.AsOf)
            .Max();
        DateTimeOffset start = statement.Balances.Select(balance => balance.Points[0].At).Append(statement.Summary.AsOf).Min();
        for (DateTimeOffset at = calendar.StartOf(start, CalendarUnit.Hour); at <= end; at = at.AddHours(1))
        {
            TimeSpan offset = calendar.ToZone(at).Offset;
            if (offset != before)
            {
                json.WriteStartArray();
                json.WriteNumberValue(at.ToUnixTimeSeconds());
                json.WriteNumberValue((long)offset.TotalSeconds);
                json.WriteEndArray();
                before = offset;
            }
        }

        json.WriteEndArray();
    }

    private static void WriteMonth(Utf8JsonWriter json, MonthCourse month, CostSummary summary)
    {
        List<MonthPoint> all = [.. month.Spent, .. month.Ahead.Skip(1)];
        int spent = month.Spent.Count;
        bool isObserved = summary.MonthToDate is not null;
        json.WriteStartObject("month");
        json.WriteString("currency", month.Currency);
        json.WriteBoolean("approximate", summary.IsApproximate);
        json.WriteString("firstDay", Wording.Iso(month.FirstDay));
        json.WriteNumber("length", DateTime.DaysInMonth(month.FirstDay.Year, month.FirstDay.Month));
        WriteNumbers(json, "at", all.Select(point => (decimal?)decimal.Round(point.At, 4)));
        WriteNumbers(json, "spent", all.Select((point, index) => index < spent && isObserved ? point.Amount : (decimal?)null));
        WriteNumbers(json, "ahead", all.Select((point, index) => index >= spent - 1 && month.Ahead.Count > 0 ? point.Amount : (decimal?)null));
        WriteNumbers(json, "low", Bounds(point => point.Low));
        WriteNumbers(json, "high", Bounds(point => point.High));
        WriteList(json, "budgets", month.Budgets, (writer, budget) =>
        {
            writer.WriteString("name", budget.Name);
            writer.WriteNumber("amount", budget.Amount);
        });
        json.WriteEndObject();

        IEnumerable<decimal?> Bounds(Func<MonthPoint, decimal?> bound) =>
            month.Spent.SkipLast(1).Select(_ => (decimal?)null).Concat(month.Ahead.Count > 0 ? month.Ahead.Select(bound) : [null]);
    }

    private static void WriteDays(Utf8JsonWriter json, DailySpend days)
    {
        json.WriteString("currency", days.Currency);
        json.WriteString("first", Wording.Iso(days.Days[0]));
        json.WriteNumber("count", days.Days.Count);
        WriteList(json, "providers", days.Providers, (writer, provider) =>
        {
            writer.WriteString("name", provider.Name);
            writer.WriteBoolean("approximate", provider.IsApproximate);
            WriteNumbers(writer, "amounts", provider.Amounts);
        });
    }

    private static void WriteBalance(Utf8JsonWriter json, BalanceHistory balance, DateTimeOffset asOf)
    {
        json.WriteString("account", balance.Account);
        json.WriteString("currency", balance.Currency);
        WriteNumbers(json, "at", balance.Points.Select(point => (decimal?)point.At.ToUnixTimeSeconds()));
        WriteNumbers(json, "totals", balance.Points.Select(point => (decimal?)point.Total));
        WriteList(json, "rises", balance.Rises, (writer, rise) =>
        {
            writer.WriteNumber("at", rise.At.ToUnixTimeSeconds());
            writer.WriteNumber("total", rise.Total);
            writer.WriteNumber("amount", rise.Amount);
            writer.WriteBoolean("least", rise.IsLeast);
        });
        if (balance.Forecast is { RunsOutAt: { } zero, Balance: > 0m } forecast)
        {
            json.WriteStartObject("runsOut");
            json.WriteNumber("at", zero.ToUnixTimeSeconds());
            WriteInstant(json, "early", forecast.RunsOutEarly);
            WriteInstant(json, "late", forecast.RunsOutLate);
            json.WriteNumber("until", Horizon(balance, asOf).ToUnixTimeSeconds());
            json.WriteEndObject();
        }
    }

    // The forecast is drawn for at most as long as the history. What follows is described in words.
    private static DateTimeOffset Horizon(BalanceHistory balance, DateTimeOffset asOf)
    {
        if (balance.Forecast is not { RunsOutAt: { } zero } forecast)
        {
            return asOf;
        }

        TimeSpan seen = balance.Points[^1].At - balance.Points[0].At;
        TimeSpan wanted = ((forecast.RunsOutLate ?? zero) - asOf) * 1.05;
        TimeSpan shown = wanted < seen * 0.6 ? wanted : seen * 0.6;
        return asOf + (shown > TimeSpan.Zero ? shown : TimeSpan.Zero);
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } known)
        {
            json.WriteNumber(name, known.ToUnixTimeSeconds());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<decimal?> numbers)
    {
        json.WriteStartArray(name);
        foreach (decimal? number in numbers)
        {
            if (number is { } known)
            {
                json.WriteNumberValue(PlainDecimal.Of(known));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
