namespace CostCompass.Forecasting;

/// <summary>The known spend of one calendar day.</summary>
/// <param name="Date">The day, in the requested time zone.</param>
/// <param name="Amount">The spend in the covered part of the day, in units of the currency.</param>
/// <param name="Coverage">The covered share of the day, from 0 (masked: the spend is unknown) to 1.</param>
public readonly record struct ObservedDay(DateOnly Date, decimal Amount, decimal Coverage);
