namespace CostCompass.BilledCosts;

/// <summary>What a provider billed for one service in one interval, mostly a day in UTC.</summary>
/// <param name="From">The start of the interval, in UTC.</param>
/// <param name="To">The end of the interval, in UTC, not included.</param>
/// <param name="Currency">The ISO 4217 code, upper case.</param>
/// <param name="Amount">What was billed, in units of the currency. Credits make it negative.</param>
/// <param name="Service">What it was billed for, in the provider's words; empty when it doesn't say.</param>
/// <param name="Model">The model, where the provider tells it.</param>
public sealed record ReportedCost(DateTimeOffset From, DateTimeOffset To, string Currency, decimal Amount, string Service, string? Model = null)
{
    /// <summary>How the amount was come by: a figure that was derived from a balance elsewhere, and imported, stays what it was.</summary>
    public SpendQuality Quality { get; init; } = SpendQuality.Reported;

    /// <summary>The least that it can have been; the amount itself unless it was derived.</summary>
    public decimal Low { get; init; } = Amount;

    /// <summary>The most that it can have been, or null where that is unbounded.</summary>
    public decimal? High { get; init; } = Amount;
}
