namespace CostCompass.Stack;

/// <summary>Combines the intervals of independent forecasts.</summary>
public static class ForecastInterval
{
    /// <summary>
    /// The interval around the sum: each side deviates by the root of the sum of the squares, like the spread of a sum of independent
    /// outcomes. A forecast without a point is ignored, and one without bounds leaves the sum without bounds.
    /// </summary>
    /// <param name="forecasts">The forecasts with their bounds.</param>
    /// <returns>The bounds, or null if there is no forecast, or one without bounds. They contain the sum. The lower one is negative only if the sum is.</returns>
    public static (decimal? Low, decimal? High) Combine(IEnumerable<(decimal? Point, decimal? Low, decimal? High)> forecasts)
    {
        decimal sum = 0m;
        double below = 0d;
        double above = 0d;
        bool isEmpty = true;
        foreach ((decimal? point, decimal? low, decimal? high) in forecasts)
        {
            if (point is not { } likely)
            {
                continue;
            }

            if (low is not { } least || high is not { } most)
            {
                return (null, null);
            }

            isEmpty = false;
            sum += likely;
            below += Square(likely - least);
            above += Square(most - likely);
        }

        return isEmpty ? (null, null) : (Lowest(sum, sum - Root(below)), sum + Root(above));
    }

    // Costs aren't negative, but if credits make even the likely sum negative, there is no such floor.
    private static decimal Lowest(decimal point, decimal low) => point < 0m ? low : Math.Max(0m, low);

    private static double Square(decimal deviation) => (double)deviation * (double)deviation;

    private static decimal Root(double squares) => Balances.Amount.Round((decimal)Math.Sqrt(squares));
}
