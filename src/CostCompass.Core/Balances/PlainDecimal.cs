namespace CostCompass.Balances;

/// <summary>Drops the zeros that a product of decimals carries at its end: the figure stays, and reads as a person would write it.</summary>
public static class PlainDecimal
{
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same figure without zeros at its end.</summary>
    /// <param name="figure">The figure.</param>
    public static decimal Of(decimal figure) => figure / One;
}
