namespace CostCompass.Spending;

/// <summary>
/// The possible costs of a span of a given length in which money was paid in: the costs of such spans in the past, each with the width of the
/// deviations from it. The width is that of the logarithm in a Student's t distribution with three degrees of freedom, because bursts can greatly
/// exceed the past.
/// </summary>
internal sealed class SpanCosts
{
    private const double Width = 0.5;
    private const double Cent = 0.01;

    // The minimum probability that a span has no spend, and the additional one if such spans had no cost before: people rarely top up while idle.
    private const double LeastIdle = 0.001;
    private const double IdleShare = 0.3;

    // The weight of a span without cost, as a share of the mean.
    private const double IdleWeight = 0.1;
    private const double Trace = 1e-12;

    // Amounts beyond this multiple of the largest cost aren't considered.
    private const double ReachFactor = 20;

    private const int Points = 128;
    private readonly double[] _chances = new double[Points + 1];
    private readonly double _step;
    private readonly double _idle;

    /// <summary>Creates the distribution. People pay after they have spent, so a cost has a weight in proportion to itself.</summary>
    /// <param name="costs">The costs of the spans.</param>
    /// <param name="weights">The weights of the spans.</param>
    public SpanCosts(IReadOnlyList<double> costs, IReadOnlyList<double> weights)
    {
        double mean = costs.Average();
        weights = [.. weights.Select((weight, index) => weight * (costs[index] + (IdleWeight * mean) + Trace))];
        double sum = weights.Sum();
        _idle = LeastIdle + (IdleShare * costs.Count(cost => cost < Cent / 2) / costs.Count);
        Reach = (ReachFactor * costs.Max()) + 1;
        _step = Math.Log((Reach + Cent) / Cent) / Points;
        for (int index = 0; index < costs.Count; index++)
        {
            double center = Math.Log((costs[index] + Cent) / Cent);
            for (int point = 0; point <= Points; point++)
            {
                double distance = ((point * _step) - center) / Width;
                double nearness = 1 / (1 + (distance * distance / 3));
                _chances[point] += weights[index] / sum * 0.3676 / Width * nearness * nearness * Math.Exp((point * _step) - center);
            }
        }
    }

    /// <summary>The largest amount that is considered.</summary>
    public double Reach { get; }

    /// <summary>The probability that such a span has a given cost, to the cent. 0 below zero and beyond <see cref="Reach"/>.</summary>
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
        return ((1 - _idle) * Math.Min(1, density * Cent / (Math.Max(0, spend) + Cent))) + (spend < Cent ? _idle : 0);
    }
}
