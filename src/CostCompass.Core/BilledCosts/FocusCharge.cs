namespace CostCompass.BilledCosts;

/// <summary>
/// One row of a FOCUS 1.2 file (FinOps Open Cost and Usage Specification): the charge of one account for one service on one UTC day.
/// There are no discounts and no list prices, so its four costs are the same amount.
/// </summary>
public sealed record FocusCharge
{
    /// <summary>The name of the account, or of the subscription.</summary>
    public required string Account { get; init; }

    /// <summary>The provider, publisher and biller.</summary>
    public required string Provider { get; init; }

    /// <summary>The service that was charged.</summary>
    public required string Service { get; init; }

    /// <summary>The category of the service, as in the specification.</summary>
    public required string ServiceCategory { get; init; }

    /// <summary>The model, if the provider reports it.</summary>
    public string? Model { get; init; }

    /// <summary>The day of the charge in UTC. It starts at midnight, and its end is exclusive.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The ISO 4217 code of the amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The amount in units of the currency. Negative for a credit.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The minimum amount.</summary>
    public required decimal Low { get; init; }

    /// <summary>The maximum amount, or null if it is unbounded.</summary>
    public required decimal? High { get; init; }

    /// <summary>The quality of the amount.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>The number of months that a subscription charge pays for, or null for usage.</summary>
    public int? Months { get; init; }

    /// <summary>Whether the amount is derived from a balance and not from a bill.</summary>
    public bool IsApproximate => Quality != SpendQuality.Reported;
}
