namespace CostCompass.Truth.Measures;

/// <summary>How often the flag <c>PossibleExpiry</c> is right and wrong, by windows.</summary>
internal sealed class ExpiryFlagMeasure
{
    private double _lowErrors;
    private double _amountErrors;
    private int _histories;

    /// <summary>Windows in which at least two cents expired.</summary>
    public int Expiries { get; private set; }

    /// <summary>Of these the ones that could be told: granted was gone at the end and nothing was taken from the other pool.</summary>
    public int Tellable { get; private set; }

    /// <summary>Of these the ones that carry the flag.</summary>
    public int Flagged { get; private set; }

    /// <summary>Windows that carry the flag although nothing expired.</summary>
    public int WronglyFlagged { get; private set; }

    /// <summary>How often the flagged windows hold the truth between <c>Low</c> and <c>High</c>.</summary>
    public HitMeasure Bounded { get; } = new();

    /// <summary>The mean relative error of <c>Low</c>.</summary>
    public double LowMean => _lowErrors / _histories;

    /// <summary>The mean relative error of <c>Amount</c>.</summary>
    public double AmountMean => _amountErrors / _histories;

    public void AddWindow(bool isExpiry, bool isTellable, bool isFlagged)
    {
        Expiries += isExpiry ? 1 : 0;
        Tellable += isExpiry && isTellable ? 1 : 0;
        Flagged += isExpiry && isFlagged ? 1 : 0;
        WronglyFlagged += !isExpiry && isFlagged ? 1 : 0;
    }

    public void AddTotal(decimal truth, decimal amount, decimal low)
    {
        _histories++;
        _lowErrors += (double)(Math.Abs(low - truth) / truth);
        _amountErrors += (double)(Math.Abs(amount - truth) / truth);
    }
}
