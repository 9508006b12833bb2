namespace CostCompass.Simulator.Billing;

/// <summary>What was billed for one service on one day in UTC, in dollars.</summary>
public sealed record BilledCost(DateOnly Day, decimal Amount, string Service, string? Model = null);
