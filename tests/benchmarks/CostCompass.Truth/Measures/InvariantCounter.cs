namespace CostCompass.Truth.Measures;

/// <summary>Counts what must never be: an amount above the truth. It holds where no credit expires.</summary>
internal sealed class InvariantCounter
{
    // Each pool is rounded down by itself, so a fall can look larger by less than a cent in each.
    private const decimal Rounding = 0.02m;

    public long Windows { get; private set; }

    public int WindowsAboveTruth { get; private set; }

    public int Totals { get; private set; }

    public int TotalsAboveTruth { get; private set; }

    public void AddWindow(decimal amount, decimal truth)
    {
        Windows++;
        WindowsAboveTruth += amount > truth + Rounding ? 1 : 0;
    }

    /// <param name="amount">What the rule made of the history.</param>
    /// <param name="truth">What was spent.</param>
    /// <param name="runs">How many runs without money coming in the history has: between two of them rounding begins anew.</param>
    public void AddTotal(decimal amount, decimal truth, int runs)
    {
        Totals++;
        TotalsAboveTruth += amount > truth + (Rounding * runs) ? 1 : 0;
    }
}
