namespace CostCompass.Balances;

/// <summary>An amount of some day: what is needed to convert it at the rate of that day.</summary>
/// <param name="Day">The day, in the calendar of whoever asks.</param>
/// <param name="Currency">The ISO 4217 code, upper case.</param>
/// <param name="Amount">How much, in units of the currency.</param>
public readonly record struct DatedAmount(DateOnly Day, string Currency, decimal Amount);
