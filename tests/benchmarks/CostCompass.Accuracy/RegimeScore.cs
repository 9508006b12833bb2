namespace CostCompass.Accuracy;

/// <summary>What the forecasts of one method in one regime came to. Errors are counted in a unit of the account's own.</summary>
internal sealed class RegimeScore
{
    private double _absolute;
    private double _signed;
    private double _outcome;
    private int _inside;
    private int _measured;

    public int Count { get; private set; }

    /// <summary>The mean absolute error.</summary>
    public double Error => _absolute / _measured;

    /// <summary>The sum of forecast less outcome as a share of the sum of outcomes.</summary>
    public double Bias => _signed / _outcome;

    /// <summary>The share of outcomes inside the interval.</summary>
    public double Coverage => (double)_inside / Count;

    // The error is counted in units, so that large accounts do not outweigh small ones.
    public void AddTotal(double forecast, double low, double high, double outcome, double unit)
    {
        // A figure that is exact to the last digit of the decimal lies inside.
        double slack = 1e-9 * outcome;
        Add(outcome >= low - slack && outcome <= high + slack);
        Measure((forecast - outcome) / unit, outcome / unit);
    }

    // All in days from the origin. The truth is known for the observed days: an end beyond them is only known to be later.
    public void AddEnd(double? at, double? early, double? late, double end, double observed)
    {
        bool isAfterEarly = early is { } first && end >= first;
        bool isBeforeLate = double.IsInfinity(end) ? late is null || late > observed : late is null || end <= late;
        Add(isAfterEarly && isBeforeLate);
        if (at is { } point && !double.IsInfinity(end))
        {
            Measure(Math.Min(point, observed) - end, end);
        }
    }

    private void Add(bool isInside)
    {
        Count++;
        _inside += isInside ? 1 : 0;
    }

    private void Measure(double error, double outcome)
    {
        _measured++;
        _absolute += Math.Abs(error);
        _signed += error;
        _outcome += outcome;
    }
}
