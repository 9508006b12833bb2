namespace CostCompass.Accounts;

/// <summary>The spend of the last days, oldest first, drawn as a line of blocks. It is also written to files as that line.</summary>
/// <param name="Values">The spend per day. Null for a day without data.</param>
public sealed record Trend(IReadOnlyList<decimal?> Values)
{
    /// <summary>The number of days in a trend.</summary>
    public const int Days = 14;

    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The sum of trends of the same days, or null if there are none. A day has data if one of the trends has.</summary>
    /// <param name="trends">The trends, each of <see cref="Days"/> days.</param>
    public static Trend? SumOf(IReadOnlyList<Trend> trends) => trends.Count == 0
        ? null
        : new Trend(Enumerable.Range(0, Days)
            .Select(day => trends.Select(trend => trend.Values[day]).OfType<decimal>().ToList())
            .Select(known => known.Count > 0 ? known.Sum() : (decimal?)null)
            .ToList());

    /// <summary>The line: the highest block is the most expensive day, the lowest one a day without spend, and a dot a day without data.</summary>
    public override string ToString() => Draw(Values, Blocks, '\u00B7');

    /// <summary>The line in ASCII characters. A question mark is a day without data.</summary>
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
