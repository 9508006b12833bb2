namespace CostCompass.Balances;

/// <summary>The amounts of one balance. A provider without pools has granted 0 and topped-up equal to the total.</summary>
/// <param name="Total">What can be spent, in units of the currency; below zero when the last call cost more than was left.</param>
/// <param name="Granted">The part that was given and may expire. Spent first.</param>
/// <param name="ToppedUp">The part that was paid for; below zero when the last call cost more than was left.</param>
/// <param name="IsAvailable">Whether the provider lets the account call.</param>
public readonly record struct BalanceLevels(decimal Total, decimal Granted, decimal ToppedUp, bool IsAvailable)
{
    /// <summary>
    /// What was used in all, of a provider that tells that: a total that only rises, and falls to begin again with a period.
    /// Spend is its rise, to the last digit. Null for a provider that tells only what is left.
    /// </summary>
    public decimal? Used { get; init; }

    /// <summary>Whether the provider tells only what was used. The amounts of what is left are 0 then and mean nothing.</summary>
    public bool IsUsageOnly { get; init; }

    /// <summary>The levels of a provider that tells only what was used.</summary>
    /// <param name="used">What was used in all.</param>
    /// <param name="isAvailable">Whether the provider lets the account call.</param>
    public static BalanceLevels OfUsage(decimal used, bool isAvailable = true) => new(0m, 0m, 0m, isAvailable) { Used = used, IsUsageOnly = true };

    /// <summary>The levels of a provider that has no pools.</summary>
    /// <param name="total">What can be spent.</param>
    /// <param name="isAvailable">Whether the provider lets the account call.</param>
    public static BalanceLevels OfTotal(decimal total, bool isAvailable = true) => new(total, 0m, total, isAvailable);
}
