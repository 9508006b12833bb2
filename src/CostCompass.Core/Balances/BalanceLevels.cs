namespace CostCompass.Balances;

/// <summary>The amounts of one balance. A provider without pools has granted 0 and topped-up equal to the total.</summary>
/// <param name="Total">What can be spent, in units of the currency; negative if the last call cost more than the remaining balance.</param>
/// <param name="Granted">The granted part, which can expire. It is used first.</param>
/// <param name="ToppedUp">The part that was paid for; negative if the last call cost more than the remaining balance.</param>
/// <param name="IsAvailable">Whether the account can make calls.</param>
public readonly record struct BalanceLevels(decimal Total, decimal Granted, decimal ToppedUp, bool IsAvailable)
{
    /// <summary>
    /// The total usage, for a provider that reports it: a total that only increases, and restarts with each period. Spend is its exact
    /// increase. Null for a provider that reports only the balance.
    /// </summary>
    public decimal? Used { get; init; }

    /// <summary>Whether the provider reports only the usage. The balance amounts are then 0 and have no meaning.</summary>
    public bool IsUsageOnly { get; init; }

    /// <summary>The levels for a provider that reports only the usage.</summary>
    /// <param name="used">The total usage.</param>
    /// <param name="isAvailable">Whether the account can make calls.</param>
    public static BalanceLevels OfUsage(decimal used, bool isAvailable = true) => new(0m, 0m, 0m, isAvailable) { Used = used, IsUsageOnly = true };

    /// <summary>The levels for a provider without pools.</summary>
    /// <param name="total">The balance.</param>
    /// <param name="isAvailable">Whether the account can make calls.</param>
    public static BalanceLevels OfTotal(decimal total, bool isAvailable = true) => new(total, 0m, total, isAvailable);
}
