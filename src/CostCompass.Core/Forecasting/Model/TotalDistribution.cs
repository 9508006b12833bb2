namespace CostCompass.Forecasting;

/// <summary>
/// The distribution of a future total: a mixture of Student's t distributions of the logarithm, one per candidate. A total can't be below 0,
/// and if the level changes by a factor, the total changes by the same factor.
/// </summary>
internal sealed class TotalDistribution
{
    private readonly List<Part> _parts = [];
    private readonly double _degreesOfFreedom;
    private double _largestMean;

    /// <summary>Starts a mixture.</summary>
    /// <param name="degreesOfFreedom">The number of observations for the variances. Few observations result in heavy tails.</param>
    public TotalDistribution(double degreesOfFreedom) => _degreesOfFreedom = degreesOfFreedom;

    /// <summary>Adds the expectation of one candidate.</summary>
    /// <param name="weight">Its weight. The sum of all weights is 1.</param>
    /// <param name="mean">The mean if the level doesn't change.</param>
    /// <param name="variance">The variance if the level doesn't change.</param>
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

    /// <summary>The probability that the total is at most an amount.</summary>
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

    /// <summary>The amount that isn't exceeded with a given probability.</summary>
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

    // Converts Student's t to the normal deviate with the same probability.
    private double OfDeviate(double deviate) => NormalCumulative(
        deviate * (1d - (1d / (4d * _degreesOfFreedom))) / Math.Sqrt(1d + (deviate * deviate / (2d * _degreesOfFreedom))));

    // Abramowitz and Stegun 7.1.26, accurate to 1.5e-7.
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
