namespace CostCompass.Views.Charts;

/// <summary>The positions of times and amounts in a chart.</summary>
internal sealed class ChartFrame
{
    private const int MarkWidth = 2;

    private static readonly decimal[] _steps = [0.1m, 0.2m, 0.4m, 0.5m, 0.6m, 0.8m, 1m];

    /// <summary>Creates the frame of a chart.</summary>
    /// <param name="data">The data to show.</param>
    /// <param name="width">The width in characters.</param>
    public ChartFrame(AccountChartData data, int width)
    {
        From = data.From;
        AsOf = data.AsOf;
        End = EndOf(data);
        BalanceTop = Top(data.Balances.Select(one => one.Levels.Total));
        BalanceBottom = data.Balances.Any(one => one.Levels.Total < 0m) ? -Top(data.Balances.Select(one => -one.Levels.Total)) : 0m;
        SpendTop = Top(data.Days.Select(day => day ?? 0m));
        Gutter = new[] { BalanceTop, BalanceTop / 2, BalanceBottom, SpendTop }.Max(amount => Label(amount).Length) + MarkWidth;
        Columns = width - Gutter;
        Now = Math.Clamp((int)((AsOf - From) / (End - From) * Columns), 1, Columns - 1);
    }

    /// <summary>The start.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The current time.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The end.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The balance at the top edge.</summary>
    public decimal BalanceTop { get; }

    /// <summary>The balance at the bottom edge: 0, or less if the balance was negative.</summary>
    public decimal BalanceBottom { get; }

    /// <summary>The spend of a day at the top edge.</summary>
    public decimal SpendTop { get; }

    /// <summary>The number of characters left of the plot.</summary>
    public int Gutter { get; }

    /// <summary>The width of the plot in characters.</summary>
    public int Columns { get; }

    /// <summary>The column of the current time.</summary>
    public int Now { get; }

    /// <summary>The column of a time, in characters.</summary>
    /// <param name="at">A time in the span.</param>
    public int ColumnOf(DateTimeOffset at) => Math.Clamp((int)((at - From) / (End - From) * Columns), 0, Columns - 1);

    /// <summary>The row of an amount, counted from the top.</summary>
    /// <param name="amount">A balance.</param>
    /// <param name="rows">The number of rows.</param>
    public int RowOf(decimal amount, int rows)
    {
        decimal share = (BalanceTop - amount) / (BalanceTop - BalanceBottom);
        return Math.Clamp((int)Math.Round(share * (rows - 1), MidpointRounding.AwayFromZero), 0, rows - 1);
    }

    /// <summary>The text of an amount.</summary>
    /// <param name="amount">The amount.</param>
    public static string Label(decimal amount) => amount.ToString(Math.Abs(amount) is > 0m and < 0.01m ? "0.#########" : "#,0.##", CultureInfo.InvariantCulture);

    /// <summary>The text of an amount of money in a sentence.</summary>
    /// <param name="amount">The amount.</param>
    public static string Money(decimal amount) => amount.ToString(Math.Abs(amount) is > 0m and < 0.01m ? "0.#########" : "#,0.00", CultureInfo.InvariantCulture);

    // The forecast is drawn for at most as long as the history. What follows is described in words.
    private static DateTimeOffset EndOf(AccountChartData data)
    {
        if (data.Forecast is not { RunsOutAt: { } at } forecast || data.Balances.Count == 0)
        {
            return data.AsOf;
        }

        TimeSpan known = data.AsOf - data.From;
        TimeSpan wanted = ((forecast.RunsOutLate ?? at) - data.AsOf) * 1.1;
        return data.AsOf + (wanted < known ? wanted > TimeSpan.Zero ? wanted : TimeSpan.Zero : known);
    }

    // The next step times a power of ten, half of which is also a short number.
    private static decimal Top(IEnumerable<decimal> amounts)
    {
        decimal highest = amounts.DefaultIfEmpty(0m).Max();
        if (highest <= 0m)
        {
            return 1m;
        }

        decimal power = 1m;
        while (power < highest)
        {
            power *= 10m;
        }

        while (power / 10m >= highest)
        {
            power /= 10m;
        }

        return _steps.Select(step => step * power).First(step => step >= highest);
    }
}
