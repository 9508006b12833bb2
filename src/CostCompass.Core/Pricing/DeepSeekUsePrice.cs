namespace CostCompass.Pricing;

/// <summary>The price of one kind of use in one currency, in addition to tokens, with the period in which it applies.</summary>
public sealed record DeepSeekUsePrice : IDatedPrice
{
    /// <summary>The kind of use.</summary>
    public required ChargedUse Use { get; init; }

    /// <summary>The ISO 4217 code. The price lists in USD and CNY are published separately, and neither is a conversion of the other.</summary>
    public required string Currency { get; init; }

    /// <summary>The price of <see cref="Per"/> units. 0 while the use is free. Null if it is charged at an unknown price.</summary>
    public required decimal? Price { get; init; }

    /// <summary>The number of units that the price is for.</summary>
    public required long Per { get; init; }

    /// <summary>The unit, such as <c>request</c> or <c>page</c>. Empty if it is unknown.</summary>
    public required string Unit { get; init; }

    /// <summary>The time from which the price applies, in UTC.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>The time from which the price no longer applies, in UTC. Null while it applies.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>How certain the price is.</summary>
    public required PriceConfidence Confidence { get; init; }

    /// <summary>The source of the price, in a few words.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the price applies at a time.</summary>
    /// <param name="at">The time.</param>
    public bool IsInForceAt(DateTimeOffset at) => EffectiveFrom <= at && (EffectiveTo is not { } end || at < end);

    /// <summary>The cost of a number of units, or null if the price is unknown. Nothing is rounded.</summary>
    /// <param name="units">The number of units.</param>
    public decimal? CostOf(long units) => units * Price / Per;
}
