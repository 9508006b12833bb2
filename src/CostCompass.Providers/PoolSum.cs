namespace CostCompass.Providers;

/// <summary>The check that the pools of a balance add up to its total. A provider may round each amount to a cent separately.</summary>
internal static class PoolSum
{
    private const decimal RoundingTolerance = 0.01m;

    /// <summary>Whether a total is the sum of its pools, except for a cent of rounding.</summary>
    public static bool Fits(decimal total, decimal granted, decimal toppedUp) => Math.Abs(total - granted - toppedUp) <= RoundingTolerance;
}
