namespace CostCompass.Forecasting;

/// <summary>
/// The distribution of a future total: a mixture of logarithmic Student's t, one part per candidate. A total cannot fall below 0, and a
/// level that moves by a factor moves every total by it.
/// </summary>
internal sealed class TotalDistribution
{
    private readonly List<Part> _parts = [];
    private readonly double _degreesOfFreedom;
    private double _largestMean;

    /// <summary>Begins a mixture.</summary>
    /// <param name="degreesOfFreedom">How many observations stand behind the variances: few make the tails heavy.</param>
    public TotalDistribution(double degreesOfFreedom) => _degreesOfFreedom = degreesOfFreedom;

    /// <summary>Adds what one candidate expects.</summary>
    /// <param name="weight">Its weight. The weights of all parts have the sum 1.</param>
    /// <param name="mean">The mean while the level does not change.</param>
    /// <param name="variance">The variance while the level does not change.</param>
    /// <param name="levelChange">The variance of the logarithm of the level.</param>
    public void Add(double weight, double mean, double variance, double levelChange)
    {
        if (mean <= 0d)
        {
            _parts.Add(new Part(weight, double.NegativeInfinity, 1d));
            return;
        }

        double ownVariance = Math.Log(1d + (variance / (mean * mean)));
        _parts.Add(new Part(weight, Math.Log(mean) - (ownVariance / 2d), Math.Sqrt(ownVariance + levelChange)));
        _largestMean = Math.Max(_largestMean, mean);
    }

    /// <summary>The probability that the total is at most some amount.</summary>
    /// <param name="amount">The amount.</param>
    public double Cumulative(double amount)
    {
        double logarithm = amount > 0d ? Math.Log(amount) : double.MinValue;
        double probability = 0d;
        foreach (Part part in _parts)
        {
            probability += part.Weight * (double.IsNegativeInfinity(part.Middle) ? 1d : OfDeviate((logarithm - part.Middle) / part.Spread));
        }

        return probability;
    }

    /// <summary>The amount that the total stays below with some probability.</summary>
    /// <param name="probability">The probability, between 0 and 1.</param>
    public double Quantile(double probability)
    {
        const double RelativePrecision = 1e-9;
        double high = _largestMean;
        if (high <= 0d)
        {
            return 0d;
        }

        while (Cumulative(high) < probability)
        {
            high *= 2d;
        }

        double low = 0d;
        while (high - low > RelativePrecision * high)
        {
            double middle = (low + high) / 2d;
            (low, high) = Cumulative(middle) < probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    // From Student's t to the normal deviate of the same probability.
    private double OfDeviate(double deviate) => NormalCumulative(
        deviate * (1d - (1d / (4d * _degreesOfFreedom))) / Math.Sqrt(1d + (deviate * deviate / (2d * _degreesOfFreedom))));

    // Abramowitz and Stegun 7.1.26, good to 1.5e-7.
    private static double NormalCumulative(double deviate)
    {
        double size = Math.Abs(deviate) / Math.Sqrt(2d);
        double step = 1d / (1d + (0.3275911 * size));
        double polynomial = step * (0.254829592 + (step * (-0.284496736 + (step * (1.421413741 + (step * (-1.453152027 + (step * 1.061405429))))))));
        double tail = 0.5 * polynomial * Math.Exp(-size * size);
        return deviate >= 0d ? 1d - tail : tail;
    }

    private readonly record struct Part(double Weight, double Middle, double Spread);
}
