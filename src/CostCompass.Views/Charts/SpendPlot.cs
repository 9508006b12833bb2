namespace CostCompass.Views.Charts;

/// <summary>The spend of each day as a bar, under the same scale of time as the balance.</summary>
/// <param name="data">What is shown.</param>
/// <param name="frame">Where it lies.</param>
/// <param name="glyphs">The characters.</param>
internal sealed class SpendPlot(AccountChartData data, ChartFrame frame, ChartGlyphs glyphs)
{
    /// <summary>The rows of the plot.</summary>
    public const int Rows = 4;

    // Bars of at least so many columns leave the last one free.
    private const int Wide = 3;

    /// <summary>Draws the plot.</summary>
    /// <returns>Its rows from the top, without labels.</returns>
    public IEnumerable<string> Draw()
    {
        int levels = glyphs.Bars.Length - 1;
        int[] heights = Enumerable.Range(0, frame.Now).Select(column => HeightOf(column, Rows * levels)).ToArray();
        for (int row = Rows - 1; row >= 0; row--)
        {
            yield return string.Concat(heights.Select(height =>
                height < 0 ? row == 0 ? glyphs.Unknown : ' ' : glyphs.Bars[Math.Clamp(height - (row * levels), 0, levels)]));
        }
    }

    // In levels; -1 where nothing is known, 0 for the gap between wide bars. Days that share a column are shown by their mean.
    private int HeightOf(int column, int full)
    {
        int first = column * data.Days.Count / frame.Now;
        int end = (column + 1) * data.Days.Count / frame.Now;
        bool isGap = end > first && frame.Now >= data.Days.Count * Wide;
        decimal[] known = data.Days.Skip(first).Take(Math.Max(1, end - first)).OfType<decimal>().ToArray();
        if (isGap || known.Length == 0)
        {
            return isGap ? 0 : -1;
        }

        // What is there is seen, however small.
        decimal mean = known.Average();
        return mean <= 0m ? 0 : Math.Clamp((int)Math.Round(mean / frame.SpendTop * full, MidpointRounding.AwayFromZero), 1, full);
    }
}
