namespace CostCompass.Stack;

/// <summary>Combines the intervals of forecasts that do not depend on each other.</summary>
public static class ForecastInterval
{
    /// <summary>
    /// The interval around the sum: each side deviates from it by the root of the sum of the squares, as the spread of a sum of
    /// independent outcomes does. A forecast without a point takes no part; one without bounds leaves the sum without bounds.
    /// </summary>
    /// <param name="forecasts">The forecasts with their bounds.</param>
    /// <returns>The bounds; null when there is no forecast, or one without bounds. The sum lies between them; the lower one is not below 0 unless the sum is.</returns>
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

    // Costs are not negative; where credits make even the likely sum so, there is no such floor.
    private static decimal Lowest(decimal point, decimal low) => point < 0m ? low : Math.Max(0m, low);

    private static double Square(decimal deviation) => (double)deviation * (double)deviation;

    private static decimal Root(double squares) => Balances.Amount.Round((decimal)Math.Sqrt(squares));
}
