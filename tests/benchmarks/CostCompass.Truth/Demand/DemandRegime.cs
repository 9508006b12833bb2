namespace CostCompass.Truth.Demand;

/// <summary>A shape of demand: one value per hour, with a mean of 1.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="IsReal">Whether it was observed, and not made up.</param>
/// <param name="IsForDevelopment">Whether rules may be tuned on it. The rest only checks them.</param>
/// <param name="Hours">The values of a history, by its seed.</param>
internal sealed record DemandRegime(string Name, bool IsReal, bool IsForDevelopment, Func<int, IReadOnlyList<double>> Hours)
{
    /// <summary>How many hours each history has: as many as the shortest real series holds.</summary>
    public const int Length = 54 * 24;

    /// <summary>Every regime, the real ones first.</summary>
    public static IReadOnlyList<DemandRegime> All { get; } = [.. RealDemand.Regimes, .. SyntheticDemand.Regimes];

    /// <summary>The values, scaled to a mean of 1.</summary>
    public static IReadOnlyList<double> Normalize(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return values.Select(value => value / mean).ToArray();
    }
}
