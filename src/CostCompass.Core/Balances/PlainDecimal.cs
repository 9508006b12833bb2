namespace CostCompass.Balances;

/// <summary>Removes trailing zeros, for example of a product of decimals. The value doesn't change.</summary>
public static class PlainDecimal
{
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same value without trailing zeros.</summary>
    /// <param name="figure">The figure.</param>
    public static decimal Of(decimal figure) => figure / One;
}
