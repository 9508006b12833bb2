namespace CostCompass.Views.Charts;

/// <summary>The line of the balance and its forecast.</summary>
/// <param name="data">The data to show.</param>
/// <param name="frame">The frame of the chart.</param>
/// <param name="glyphs">The characters.</param>
internal sealed class BalancePlot(AccountChartData data, ChartFrame frame, ChartGlyphs glyphs)
{
    /// <summary>The number of rows of the plot. It is odd, so that half of the balance has a row.</summary>
    public const int Rows = 9;

    private readonly DotGrid _grid = new(frame.Columns, Rows, glyphs);

    /// <summary>Draws the plot.</summary>
    /// <returns>The rows from top to bottom, without labels.</returns>
    public IEnumerable<IEnumerable<ChartText>> Draw()
    {
        DrawLine(ChartLayer.Balance, Seen, 1);
        if (data.Forecast is { RunsOutAt: { } at, Balance: { } balance } forecast)
        {
            DateTimeOffset start = data.Balances[^1].LastSeen;
            DrawLine(ChartLayer.Forecast, instant => Left(instant, start, balance, at), 1);
            DrawLine(ChartLayer.Band, instant => Left(instant, start, balance, forecast.RunsOutEarly), 2);
            DrawLine(ChartLayer.Band, instant => Left(instant, start, balance, forecast.RunsOutLate), 2);
        }

        return Enumerable.Range(0, Rows).Select(_grid.Row);
    }

    // Between two snapshots, the balance decreased at an unknown time. An increase is immediate.
    private decimal? Seen(DateTimeOffset at)
    {
        IReadOnlyList<BalanceSnapshot> all = data.Balances;
        int low = 0;
        int high = all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (all[middle].FirstSeen <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0 || at > data.AsOf)
        {
            return null;
        }

        BalanceSnapshot before = all[low - 1];
        if (at <= before.LastSeen || low == all.Count)
        {
            return at <= before.LastSeen ? before.Levels.Total : null;
        }

        BalanceSnapshot after = all[low];
        decimal change = after.Levels.Total - before.Levels.Total;
        return change > 0m
            ? before.Levels.Total
            : before.Levels.Total + (change * (at - before.LastSeen).Ticks / (after.FirstSeen - before.LastSeen).Ticks);
    }

    // An unknown bound isn't within ten years, so the balance hardly changes.
    private static decimal? Left(DateTimeOffset at, DateTimeOffset start, decimal balance, DateTimeOffset? zero)
    {
        if (at < start || at > zero)
        {
            return null;
        }

        return zero is { } end && end > start ? balance * (end - at).Ticks / (end - start).Ticks : balance;
    }

    private void DrawLine(ChartLayer layer, Func<DateTimeOffset, decimal?> value, int every)
    {
        int? before = null;
        for (int x = 0; x < _grid.Width; x++)
        {
            // The middle of the column of dots.
            DateTimeOffset at = frame.From + ((frame.End - frame.From) * ((x + 0.5) / _grid.Width));
            if (value(at) is not { } amount)
            {
                before = null;
                continue;
            }

            int y = frame.RowOf(amount, _grid.Height);
            if (x % every == 0)
            {
                // A steep line has no gaps.
                int from = every > 1 || before is not { } former || former == y ? y : former < y ? former + 1 : former - 1;
                _grid.Draw(layer, x, from, y);
            }

            before = y;
        }
    }
}
