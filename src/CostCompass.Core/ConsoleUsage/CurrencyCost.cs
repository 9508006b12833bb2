namespace CostCompass.ConsoleUsage;

/// <summary>A cost in one currency.</summary>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Cost">The cost.</param>
public sealed record CurrencyCost(string Currency, decimal Cost)
{
    /// <summary>The cost with its currency, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cost:0.00##############} {Currency}");
}
