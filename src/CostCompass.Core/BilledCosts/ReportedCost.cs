namespace CostCompass.BilledCosts;

/// <summary>The cost that a provider billed for one service in one interval, usually a UTC day.</summary>
/// <param name="From">The start of the interval, in UTC.</param>
/// <param name="To">The end of the interval, in UTC, exclusive.</param>
/// <param name="Currency">The ISO 4217 code in uppercase.</param>
/// <param name="Amount">The billed amount in units of the currency. Negative for a credit.</param>
/// <param name="Service">The service in the provider's words. Empty if it isn't reported.</param>
/// <param name="Model">The model, if the provider reports it.</param>
public sealed record ReportedCost(DateTimeOffset From, DateTimeOffset To, string Currency, decimal Amount, string Service, string? Model = null)
{
    /// <summary>The quality of the amount. An imported figure that was derived from a balance keeps its quality.</summary>
    public SpendQuality Quality { get; init; } = SpendQuality.Reported;

    /// <summary>The minimum amount. The amount itself unless it was derived from a balance.</summary>
    public decimal Low { get; init; } = Amount;

    /// <summary>The maximum amount, or null if it is unbounded.</summary>
    public decimal? High { get; init; } = Amount;
}
