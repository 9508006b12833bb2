namespace CostCompass.Spending;

/// <summary>
/// What a span of some length may cost: the costs of such spans in the past, each with the width by which spend strays from it. The
/// width is that of the logarithm in Student's distribution with three degrees of freedom: bursts go far beyond any past.
/// </summary>
internal sealed class SpanCosts
{
    private const double Width = 0.5;
    private const double Cent = 0.01;

    // At an empty balance nothing is spent until it is paid for: in so many of the spans.
    private const double Idle = 0.05;

    // Beyond this multiple of the largest cost nothing is looked at.
    private const double ReachFactor = 20;

    private const int Points = 128;
    private readonly double[] _chances = new double[Points + 1];
    private readonly double _step;

    /// <summary>Makes the distribution.</summary>
    /// <param name="costs">What the spans cost.</param>
    /// <param name="weights">How much each counts.</param>
    public SpanCosts(IReadOnlyList<double> costs, IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        for (int index = 0; index < costs.Count; index++)
        {
            Mean += costs[index] * weights[index] / sum;
            Largest = Math.Max(Largest, costs[index]);
        }

        Reach = (ReachFactor * Largest) + 1;
        _step = Math.Log((Reach + Cent) / Cent) / Points;
        for (int index = 0; index < costs.Count; index++)
        {
            double center = Math.Log((costs[index] + Cent) / Cent);
            for (int point = 0; point <= Points; point++)
            {
                double distance = ((point * _step) - center) / Width;
                double nearness = 1 / (1 + (distance * distance / 3));
                _chances[point] += weights[index] / sum * 0.3676 / Width * nearness * nearness;
            }
        }
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The largest cost of the past.</summary>
    public double Largest { get; }

    /// <summary>The most that is looked at.</summary>
    public double Reach { get; }

    /// <summary>The chance that such a span costs an amount to the cent; 0 below zero and beyond <see cref="Reach"/>.</summary>
    public double Chance(double spend)
    {
        if (spend < -Cent / 2 || spend > Reach)
        {
            return 0;
        }

        double at = Math.Log((Math.Max(0, spend) + Cent) / Cent);
        double place = at / _step;
        int point = Math.Min((int)place, Points - 1);
        double density = _chances[point] + ((place - point) * (_chances[point + 1] - _chances[point]));
        return ((1 - Idle) * Math.Min(1, density * Cent / (Math.Max(0, spend) + Cent))) + (spend < Cent ? Idle : 0);
    }
}
