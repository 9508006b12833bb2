namespace CostCompass.Views.Charts;

/// <summary>Where instants and amounts lie in a chart.</summary>
internal sealed class ChartFrame
{
    private const int MarkWidth = 2;

    private static readonly decimal[] _steps = [0.1m, 0.2m, 0.4m, 0.5m, 0.6m, 0.8m, 1m];

    /// <summary>Makes the frame of a chart.</summary>
    /// <param name="data">What is shown.</param>
    /// <param name="width">The characters across.</param>
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

    /// <summary>The first instant.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The current time.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The last instant.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The balance at the upper edge.</summary>
    public decimal BalanceTop { get; }

    /// <summary>The balance at the lower edge: 0, or less where the balance was below zero.</summary>
    public decimal BalanceBottom { get; }

    /// <summary>The spend of a day at the upper edge.</summary>
    public decimal SpendTop { get; }

    /// <summary>The characters left of the plot.</summary>
    public int Gutter { get; }

    /// <summary>The characters of the plot.</summary>
    public int Columns { get; }

    /// <summary>The column of the present.</summary>
    public int Now { get; }

    /// <summary>The column of an instant, counted in characters.</summary>
    /// <param name="at">An instant of the span.</param>
    public int ColumnOf(DateTimeOffset at) => Math.Clamp((int)((at - From) / (End - From) * Columns), 0, Columns - 1);

    /// <summary>The row of an amount, counted from the top.</summary>
    /// <param name="amount">A balance.</param>
    /// <param name="rows">How many rows there are.</param>
    public int RowOf(decimal amount, int rows)
    {
        decimal share = (BalanceTop - amount) / (BalanceTop - BalanceBottom);
        return Math.Clamp((int)Math.Round(share * (rows - 1), MidpointRounding.AwayFromZero), 0, rows - 1);
    }

    /// <summary>An amount for the eye.</summary>
    /// <param name="amount">The amount.</param>
    public static string Label(decimal amount) => amount.ToString(Math.Abs(amount) is > 0m and < 0.01m ? "0.#########" : "#,0.##", CultureInfo.InvariantCulture);

    /// <summary>An amount of money for the eye, in a sentence.</summary>
    /// <param name="amount">The amount.</param>
    public static string Money(decimal amount) => amount.ToString(Math.Abs(amount) is > 0m and < 0.01m ? "0.#########" : "#,0.00", CultureInfo.InvariantCulture);

    // As much of what is to come as was seen is enough: what lies beyond is said in words.
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

    // The next step times a power of ten: its half is a short number too.
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
