namespace CostCompass.Views.Statements;

/// <summary>The cost of one provider by day.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Amounts">The spend of each day. Null for a day without data.</param>
/// <param name="IsApproximate">Whether part of it is derived from a balance.</param>
public sealed record ProviderDays(string Name, IReadOnlyList<decimal?> Amounts, bool IsApproximate)
{
    /// <summary>The sum over the days.</summary>
    public decimal Total => Amounts.Sum() ?? 0m;
}
