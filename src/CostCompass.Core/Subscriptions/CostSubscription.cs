namespace CostCompass.Subscriptions;

/// <summary>A subscription as of a time.</summary>
public sealed record CostSubscription
{
    /// <summary>The name that the user specified. It is unique and not case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>The amount of the next charge, in units of the currency, or of the last charge if there is no next one.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether it is charged by month or by year.</summary>
    public required SubscriptionPeriod Period { get; init; }

    /// <summary>The months from one charge to the next: 12 for yearly charges.</summary>
    public required int EveryMonths { get; init; }

    /// <summary>The day of the first charge. It determines the day of the month. A shorter month is charged on its last day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The last possible day of a charge, inclusive, or null if there is no end.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The day of the next charge, or null if there is none.</summary>
    public DateOnly? NextCharge { get; init; }

    /// <summary>Every amount with the first day on which it is charged, oldest first: <c>20 from 2026-01-31; 25 from 2026-11-17</c>.</summary>
    public string Amounts { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
