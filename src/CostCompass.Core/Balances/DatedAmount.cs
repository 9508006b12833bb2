namespace CostCompass.Balances;

/// <summary>An amount with its day, as needed to convert it at the rate of that day.</summary>
/// <param name="Day">The day in the caller's calendar.</param>
/// <param name="Currency">The ISO 4217 code in uppercase.</param>
/// <param name="Amount">The amount, in units of the currency.</param>
public readonly record struct DatedAmount(DateOnly Day, string Currency, decimal Amount);
