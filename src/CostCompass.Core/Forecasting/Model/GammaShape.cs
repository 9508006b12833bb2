namespace CostCompass.Forecasting;

/// <summary>
/// A distribution of totals by mean and variance: the gamma distribution, which cannot fall below 0 and tends to the
/// normal as the variance shrinks, in the approximation of Wilson and Hilferty.
/// </summary>
internal static class GammaShape
{
    /// <summary>The probability that a total is at most some amount.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="variance">The variance.</param>
    /// <param name="degreesOfFreedom">How many observations stand behind the variance: few make the tails heavy.</param>
    public static double Cumulative(double amount, double mean, double variance, double degreesOfFreedom)
    {
        if (mean <= 0d || variance <= 0d)
        {
            return amount >= mean ? 1d : 0d;
        }

        double spread = variance / (9d * mean * mean);
        double deviate = (Math.Cbrt(Math.Max(amount, 0d) / mean) - (1d - spread)) / Math.Sqrt(spread);
        // From Student's t to the normal deviate of the same probability.
        double normal = deviate * (1d - (1d / (4d * degreesOfFreedom))) / Math.Sqrt(1d + (deviate * deviate / (2d * degreesOfFreedom)));
        return NormalCumulative(normal);
    }

    // Abramowitz and Stegun 7.1.26, good to 1.5e-7.
    private static double NormalCumulative(double deviate)
    {
        double size = Math.Abs(deviate) / Math.Sqrt(2d);
        double step = 1d / (1d + (0.3275911 * size));
        double polynomial = step * (0.254829592 + (step * (-0.284496736 + (step * (1.421413741 + (step * (-1.453152027 + (step * 1.061405429))))))));
        double tail = 0.5 * polynomial * Math.Exp(-size * size);
        return deviate >= 0d ? 1d - tail : tail;
    }
}
