namespace CostCompass.BilledCosts;

/// <summary>
/// One row of a cost and usage file after FOCUS 1.2 (FinOps Open Cost and Usage Specification): what one account was charged for one
/// service in one day of UTC. There are no discounts and no list prices behind it, so its four costs are the same amount.
/// </summary>
public sealed record FocusCharge
{
    /// <summary>The name of the account, or of the subscription.</summary>
    public required string Account { get; init; }

    /// <summary>Who provides, publishes and bills it.</summary>
    public required string Provider { get; init; }

    /// <summary>What was charged for.</summary>
    public required string Service { get; init; }

    /// <summary>The kind of service, in the words of the specification.</summary>
    public required string ServiceCategory { get; init; }

    /// <summary>The model, where the provider tells it.</summary>
    public string? Model { get; init; }

    /// <summary>The day of the charge in UTC. It begins at its first instant and ends before the next day's.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The ISO 4217 code of the amount.</summary>
    public required string Currency { get; init; }

    /// <summary>How much, in units of the currency. Credits of a bill make it negative.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The least that it can have been.</summary>
    public required decimal Low { get; init; }

    /// <summary>The most that it can have been, or null where it is unbounded.</summary>
    public required decimal? High { get; init; }

    /// <summary>How the amount was come by.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>For how many months a charge of a subscription pays, or null for usage.</summary>
    public int? Months { get; init; }

    /// <summary>Whether the amount is derived from a balance, and so doesn't come from a bill.</summary>
    public bool IsApproximate => Quality != SpendQuality.Reported;
}
