using CostCompass.Views.Dashboards;

namespace CostCompass.Views.Charts;

/// <summary>
/// A text chart of one account: the balance with its top-ups and forecast, and below it the spend of each day. No line is wider than
/// the specified width. The text is the same in every culture.
/// </summary>
public static class AccountChart
{
    /// <summary>The minimum width of a chart.</summary>
    public const int MinimumWidth = 40;

    private const int LeastName = 6;

    /// <summary>Creates the layout of a chart.</summary>
    /// <param name="data">The data to show.</param>
    /// <param name="width">The width in characters, <see cref="MinimumWidth"/> or more.</param>
    /// <param name="isAscii">Whether to use only ASCII characters.</param>
    /// <returns>The lines from top to bottom, each with its pieces from left to right.</returns>
    public static IEnumerable<IReadOnlyList<ChartText>> Layout(AccountChartData data, int width, bool isAscii)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, MinimumWidth);
        ChartGlyphs glyphs = isAscii ? ChartGlyphs.Ascii : ChartGlyphs.Unicode;
        var frame = new ChartFrame(data, width);
        return Lines(data, width, frame, glyphs).Select(line => ChartLine.Cut(line, width));
    }

    private static IEnumerable<IEnumerable<ChartText>> Lines(AccountChartData data, int width, ChartFrame frame, ChartGlyphs glyphs)
    {
        string mark = data.IsApproximate ? "*" : "";
        if (data.Balances.Count > 0)
        {
            yield return [Title(data, $": balance {ChartFrame.Money(data.Balances[^1].Levels.Total)} {data.Currency}", width, glyphs)];
            int row = 0;
            foreach (IEnumerable<ChartText> plot in new BalancePlot(data, frame, glyphs).Draw())
            {
                yield return plot.Prepend(Gutter(BalanceLabel(row, frame), frame, glyphs.Side));
                row++;
            }

            foreach (IEnumerable<ChartText> line in Axis(data, frame, glyphs))
            {
                yield return line;
            }
        }

        yield return [Title(data, $": spend per day, {data.Currency}{mark}", width, glyphs)];
        int bar = 0;
        foreach (string bars in new SpendPlot(data, frame, glyphs).Draw())
        {
            yield return [Gutter(bar++ == 0 ? ChartFrame.Label(frame.SpendTop) : "", frame, glyphs.Side), new ChartText(bars, ChartTone.Spend)];
        }

        yield return [Gutter("0", frame, glyphs.Corner), new ChartText(new string(glyphs.Floor, frame.Now))];
        if (data.Balances.Count == 0)
        {
            yield return Dates(frame, false);
        }

        foreach (ChartText text in Words(data, glyphs, mark))
        {
            foreach (string line in CellText.Wrap(text.Text, width))
            {
                yield return [text with { Text = line }];
            }
        }
    }

    private static string BalanceLabel(int row, ChartFrame frame) => row switch
    {
        0 => ChartFrame.Label(frame.BalanceTop),
        BalancePlot.Rows - 1 => ChartFrame.Label(frame.BalanceBottom),
        BalancePlot.Rows / 2 when frame.BalanceBottom == 0m => ChartFrame.Label(frame.BalanceTop / 2),
        _ when row == frame.RowOf(0m, BalancePlot.Rows) => "0",
        _ => "",
    };

    // A long name is truncated to make room for the figure.
    private static ChartText Title(AccountChartData data, string rest, int width, ChartGlyphs glyphs) =>
        new(CellText.Cut(CellText.Plain(data.Account), Math.Max(LeastName, width - CellText.Width(rest)), glyphs.More) + rest);

    private static ChartText Gutter(string label, ChartFrame frame, char side) => new($"{label.PadLeft(frame.Gutter - 2)} {side}");

    private static IEnumerable<IEnumerable<ChartText>> Axis(AccountChartData data, ChartFrame frame, ChartGlyphs glyphs)
    {
        char[] floor = new string(glyphs.Floor, frame.Columns).ToCharArray();
        bool goesOn = frame.End > frame.AsOf;
        if (goesOn)
        {
            floor[frame.Now] = glyphs.Now;
        }

        yield return [Gutter("", frame, glyphs.Corner), new ChartText(new string(floor))];
        if (data.TopUps.Count > 0)
        {
            char[] marks = new string(' ', frame.Columns).ToCharArray();
            foreach (DateTimeOffset at in data.TopUps)
            {
                marks[frame.ColumnOf(at)] = '^';
            }

            yield return [new ChartText(new string(' ', frame.Gutter)), new ChartText(new string(marks).TrimEnd(), ChartTone.TopUp)];
        }

        yield return Dates(frame, goesOn);
    }

    // The first day on the left, the current time under its mark, and the end on the right if there is room.
    private static IEnumerable<ChartText> Dates(ChartFrame frame, bool goesOn)
    {
        string first = Day(frame.From);
        string now = $"now {Day(frame.AsOf)}";
        string line = new string(' ', frame.Gutter) + first;
        int place = Math.Min(frame.Gutter + frame.Now - (goesOn ? 0 : now.Length - 1), frame.Gutter + frame.Columns - now.Length);
        line = place > line.Length ? line.PadRight(place) + now : line;
        string end = Day(frame.End);
        int last = frame.Gutter + frame.Columns - end.Length;
        return [new ChartText(goesOn && last > line.Length ? line.PadRight(last) + end : line)];
    }

    private static IEnumerable<ChartText> Words(AccountChartData data, ChartGlyphs glyphs, string mark)
    {
        decimal[] known = data.Days.OfType<decimal>().ToArray();
        yield return new ChartText(known.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Nothing observed in {data.Days.Count} days")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{ChartFrame.Money(known.Sum())} {data.Currency}{mark} in {known.Length} of {data.Days.Count} days, at most {ChartFrame.Money(known.Max())} in one"));
        if (data.StaleSince is { } since)
        {
            yield return new ChartText(
                $"Last read {since.ToOffset(data.AsOf.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}", ChartTone.Caution);
        }

        if (data.Forecast is { Balance: not null } forecast && data.Balances.Count > 0)
        {
            yield return new ChartText($"{ChartFrame.Money(forecast.DailyBurn ?? 0m)} {data.Currency}{(forecast.IsApproximate ? "*" : "")} a day {(forecast.IsEarly ? "(early: less than a day of data)" : $"in the last {forecast.WindowDays} days")}");
            yield return RunsOut(data, forecast);
        }
        else if (data.Forecast is null)
        {
            yield return new ChartText("No forecast: the trailing days have no data");
        }

        string legend = string.Join(", ", new[]
        {
            data.TopUps.Count > 0 && data.Balances.Count > 0 ? "^ top-up" : null,
            known.Length < data.Days.Count ? $"{glyphs.Unknown} not observed" : null,
            data.IsApproximate ? "* from the balance" : null,
        }.OfType<string>());
        if (legend.Length > 0)
        {
            yield return new ChartText(legend);
        }
    }

    private static ChartText RunsOut(AccountChartData data, CostForecast forecast)
    {
        if (forecast.RunsOutAt is not { } at)
        {
            return new ChartText("Doesn't run out within 10 years at this rate");
        }

        string early = forecast.RunsOutEarly is { } soon ? Date(soon, data) : "later";
        string late = forecast.RunsOutLate is { } far ? Date(far, data) : "over 10 years";
        string band = forecast.RunsOutEarly is null && forecast.RunsOutLate is null ? "" : $" ({early} to {late})";
        return new ChartText(
            $"Runs out {Date(at, data)}{band}{(forecast.IsEarly ? ", early" : "")}",
            !forecast.IsEarly && (at - data.AsOf).TotalDays < Urgency.NearDays ? ChartTone.Warning : ChartTone.Plain);
    }

    private static string Day(DateTimeOffset at) => at.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset at, AccountChartData data) =>
        at.ToOffset(data.AsOf.Offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
