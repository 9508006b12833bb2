namespace CostCompass.Truth.Measures;

/// <summary>How far totals are from the truth, by two rules side by side.</summary>
internal sealed class ErrorMeasure
{
    private const decimal Cent = 0.01m;
    private double _sum;
    private double _plainSum;

    public int Count { get; private set; }

    /// <summary>The largest relative error of our rule.</summary>
    public double Worst { get; private set; }

    /// <summary>The largest relative error of the plain rule.</summary>
    public double PlainWorst { get; private set; }

    /// <summary>The largest error of our rule in units of the currency.</summary>
    public decimal WorstAmount { get; private set; }

    /// <summary>How often the plain error is more than ten cents, and ours is more than a tenth of it.</summary>
    public int NotTenTimesSmaller { get; private set; }

    /// <summary>How often the plain error is more than ten cents: there a tenth of it is more than rounding.</summary>
    public int PlainIsOff { get; private set; }

    /// <summary>How often our error is larger than the plain one by more than a cent.</summary>
    public int OursIsLarger { get; private set; }

    /// <summary>How often our total is less than the plain one.</summary>
    public int OursIsBelowPlain { get; private set; }

    public double Mean => _sum / Count;

    public double PlainMean => _plainSum / Count;

    public void Add(decimal truth, decimal ours, decimal plain)
    {
        decimal error = Math.Abs(ours - truth);
        decimal plainError = Math.Abs(plain - truth);
        Count++;
        _sum += (double)(error / truth);
        _plainSum += (double)(plainError / truth);
        Worst = Math.Max(Worst, (double)(error / truth));
        PlainWorst = Math.Max(PlainWorst, (double)(plainError / truth));
        WorstAmount = Math.Max(WorstAmount, error);
        PlainIsOff += plainError > 10 * Cent ? 1 : 0;
        NotTenTimesSmaller += plainError > 10 * Cent && error > plainError / 10 ? 1 : 0;
        OursIsLarger += error > plainError + Cent ? 1 : 0;
        OursIsBelowPlain += ours < plain ? 1 : 0;
    }
}
