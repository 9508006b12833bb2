namespace CostCompass.Subscriptions;

/// <summary>A subscription as of an instant.</summary>
public sealed record CostSubscription
{
    /// <summary>The name that the user gave. Unique (not case-sensitive).</summary>
    public required string Name { get; init; }

    /// <summary>What the next charge costs, in units of the currency; when none follows, what the last one cost.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether it is charged by months or by years.</summary>
    public required SubscriptionPeriod Period { get; init; }

    /// <summary>The months from one charge to the next: 12 for every year.</summary>
    public required int EveryMonths { get; init; }

    /// <summary>The day of the first charge. It sets the day of the month; a shorter month is charged on its last day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The last day on which there can be a charge, that day included, or null if it goes on.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The day of the next charge, or null if none follows.</summary>
    public DateOnly? NextCharge { get; init; }

    /// <summary>Every amount with the first day on which it is charged, oldest first: <c>20 from 2026-01-31; 25 from 2026-11-17</c>.</summary>
    public string Amounts { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
