namespace CostCompass.Forecasting;

/// <summary>What is known of the spend of one day of the calendar.</summary>
/// <param name="Date">The day, in the time zone that was asked for.</param>
/// <param name="Amount">What was spent in the covered part of the day, in units of the currency.</param>
/// <param name="Coverage">The covered share of the day, from 0 (masked: nothing is known) to 1.</param>
public readonly record struct ObservedDay(DateOnly Date, decimal Amount, decimal Coverage);
