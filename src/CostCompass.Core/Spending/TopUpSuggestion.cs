namespace CostCompass.Spending;

/// <summary>
/// Guesses the top-up behind a rise of the balance. Top-ups come in whole units, mostly round ones; the rise plus what was
/// spent beside it is one. The guess weighs how round an amount is against how well the spend that it implies fits the burn.
/// </summary>
internal static class TopUpSuggestion
{
    // How far the spend of one window strays from the burn before, as the standard deviation of its logarithm.
    private const double Spread = 0.7;

    // Beyond this multiple of what the burn explains no amount is looked at.
    private const double Reach = 6;
    private const int MostCandidates = 5_000;

    /// <summary>The most plausible top-up; null when the burn before is not known.</summary>
    /// <param name="rise">How much the topped-up pool rose, less recorded top-ups.</param>
    /// <param name="expectedSpend">What the burn before makes likely to have been taken from that pool meanwhile.</param>
    public static decimal? For(decimal rise, decimal expectedSpend)
    {
        decimal first = Math.Max(1m, decimal.Ceiling(rise));
        decimal last = Math.Max(first, decimal.Ceiling(rise + ((decimal)Reach * expectedSpend) + 1m));
        decimal step = Math.Max(1m, decimal.Ceiling((last - first) / MostCandidates));
        double best = double.PositiveInfinity;
        decimal? suggestion = null;
        for (decimal candidate = first; candidate <= last; candidate += step)
        {
            double cost = Oddness(candidate) + Misfit((double)(candidate - rise), (double)expectedSpend);
            if (cost < best)
            {
                best = cost;
                suggestion = candidate;
            }
        }

        return suggestion;
    }

    private static double Misfit(double impliedSpend, double expectedSpend)
    {
        // A cent of slack: balances are rounded to cents.
        double distance = Math.Log((impliedSpend + 0.01) / (expectedSpend + 0.01)) / Spread;
        return distance * distance / 2;
    }

    // The negative logarithm of how often people pay in such an amount, up to a constant.
    private static double Oddness(decimal amount) => amount switch
    {
        10m or 20m or 50m or 100m or 200m or 500m or 1000m => 0,
        2m or 5m or 25m or 30m or 40m or 150m or 300m => 1,
        _ when amount % 100m == 0m => 1.2,
        _ when amount % 50m == 0m => 1.6,
        _ when amount % 10m == 0m => 2,
        _ when amount % 5m == 0m => 2.8,
        _ => 4.5,
    };
}
