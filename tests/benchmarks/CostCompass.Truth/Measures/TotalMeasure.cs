namespace CostCompass.Truth.Measures;

/// <summary>How far the totals of histories are from the truth, by each rule.</summary>
internal sealed class TotalMeasure
{
    private double _plain;
    private double _amount;
    private double _estimate;

    public int Count { get; private set; }

    /// <summary>The largest error of the estimate.</summary>
    public double Worst { get; private set; }

    /// <summary>In how many histories the estimate is further off than the amount, by more than a hundredth of the truth.</summary>
    public int WorseThanAmount { get; private set; }

    /// <summary>In how many histories the amount is above the truth by more than rounding.</summary>
    public int AboveTruth { get; private set; }

    public double Plain => _plain / Count;

    public double Amount => _amount / Count;

    public double Estimate => _estimate / Count;

    public void Add(decimal truth, decimal plain, decimal amount, decimal estimate, decimal rounding)
    {
        double Error(decimal figure) => (double)(Math.Abs(figure - truth) / truth);
        Count++;
        _plain += Error(plain);
        _amount += Error(amount);
        _estimate += Error(estimate);
        Worst = Math.Max(Worst, Error(estimate));
        WorseThanAmount += Error(estimate) > Error(amount) + 0.01 ? 1 : 0;
        AboveTruth += amount > truth + rounding ? 1 : 0;
    }
}
