namespace CostCompass.Views.Charts;

/// <summary>The spend of each day as a bar, with the same time scale as the balance.</summary>
/// <param name="data">The data to show.</param>
/// <param name="frame">The frame of the chart.</param>
/// <param name="glyphs">The characters.</param>
internal sealed class SpendPlot(AccountChartData data, ChartFrame frame, ChartGlyphs glyphs)
{
    /// <summary>The number of rows of the plot.</summary>
    public const int Rows = 4;

    // Bars of at least this many columns leave the last column empty.
    private const int Wide = 3;

    /// <summary>Draws the plot.</summary>
    /// <returns>The rows from top to bottom, without labels.</returns>
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

    // In levels. -1 for no data, 0 for the gap between wide bars. Days that share a column are shown by their mean.
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

        // Any spend is visible, however small.
        decimal mean = known.Average();
        return mean <= 0m ? 0 : Math.Clamp((int)Math.Round(mean / frame.SpendTop * full, MidpointRounding.AwayFromZero), 1, full);
    }
}
