using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>Weighted scores of forecasts with intervals. Amounts are in units of the mean spend of their series.</summary>
internal sealed class IntervalScore
{
    /// <summary>The levels that are measured. The second one is the default.</summary>
    public static readonly decimal[] Levels = [0.50m, 0.80m, 0.95m];

    private readonly double[] _inside = new double[Levels.Length];
    private double _weight;
    private double _winkler;
    private double _signed;
    private double _outcome;

    public int Count { get; private set; }

    /// <summary>The mean interval score at 80 % (Winkler): the width, and ten times what an outcome lies beyond a bound.</summary>
    public double Winkler => _winkler / _weight;

    public double Bias => _signed / _outcome;

    public double Coverage(int level) => _inside[level] / _weight;

    /// <summary>Adds a forecast.</summary>
    /// <param name="intervals">The forecast at each of the levels.</param>
    /// <param name="outcome">What came.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="weight">What it counts.</param>
    public void Add(IReadOnlyList<HorizonForecast> intervals, double outcome, double unit, double weight)
    {
        Count++;
        _weight += weight;
        for (int level = 0; level < Levels.Length; level++)
        {
            _inside[level] += IsInside(intervals[level], outcome) ? weight : 0d;
        }

        double low = (double)intervals[1].Low;
        double high = (double)intervals[1].High;
        double beyond = Math.Max(0d, low - outcome) + Math.Max(0d, outcome - high);
        _winkler += weight * (high - low + (2d / (1d - (double)Levels[1]) * beyond)) / unit;
        _signed += weight * ((double)intervals[1].Total - outcome) / unit;
        _outcome += weight * outcome / unit;
    }

    /// <summary>Whether an outcome lies inside. A figure that is exact to the last digit does.</summary>
    public static bool IsInside(HorizonForecast forecast, double outcome)
    {
        double slack = 1e-9 * outcome;
        return outcome >= (double)forecast.Low - slack && outcome <= (double)forecast.High + slack;
    }
}
