namespace CostCompass.Accounts;

/// <summary>The spend of the last days, oldest first, drawn as a line of blocks. In a file it is that line too.</summary>
/// <param name="Values">The spend per day, or null where nothing is known of a day.</param>
public sealed record Trend(IReadOnlyList<decimal?> Values)
{
    /// <summary>How many days a trend has.</summary>
    public const int Days = 14;

    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Trends of the same days in one, or null if there are none. A day is known when one of them knows it.</summary>
    /// <param name="trends">The trends, each of <see cref="Days"/> days.</param>
    public static Trend? SumOf(IReadOnlyList<Trend> trends) => trends.Count == 0
        ? null
        : new Trend(Enumerable.Range(0, Days)
            .Select(day => trends.Select(trend => trend.Values[day]).OfType<decimal>().ToList())
            .Select(known => known.Count > 0 ? known.Sum() : (decimal?)null)
            .ToList());

    /// <summary>The line: the highest block is the dearest day; a day without spend is the lowest one, a day without knowledge a dot.</summary>
    public override string ToString() => Draw(Values, Blocks, '\u00B7');

    /// <summary>The line in letters that every terminal has; a day without knowledge is a question mark.</summary>
    public string ToAscii() => Draw(Values, "_.-~=*#@", '?');

    private static string Draw(IReadOnlyList<decimal?> values, string blocks, char unknown)
    {
        decimal highest = values.Max() ?? 0m;
        return string.Concat(values.Select(value => value switch
        {
            null => unknown,
            <= 0m => blocks[0],
            { } spent => blocks[(int)Math.Ceiling(spent / highest * (blocks.Length - 1))],
        }));
    }
}
