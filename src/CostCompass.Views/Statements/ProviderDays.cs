namespace CostCompass.Views.Statements;

/// <summary>What one provider cost, day by day.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Amounts">The spend of each day, or null for a day of which nothing is known.</param>
/// <param name="IsApproximate">Whether some of it is derived from a balance.</param>
public sealed record ProviderDays(string Name, IReadOnlyList<decimal?> Amounts, bool IsApproximate)
{
    /// <summary>The sum over the days.</summary>
    public decimal Total => Amounts.Sum() ?? 0m;
}
