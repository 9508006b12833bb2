namespace CostCompass.Pricing;

/// <summary>What one kind of use costs in one currency beside tokens, and from when until when.</summary>
public sealed record DeepSeekUsePrice : IDatedPrice
{
    /// <summary>What is charged.</summary>
    public required ChargedUse Use { get; init; }

    /// <summary>The ISO 4217 code. The price lists in USD and CNY are published separately; neither is a conversion of the other.</summary>
    public required string Currency { get; init; }

    /// <summary>The price of <see cref="Per"/> units. 0 while the use is free, or null if it is charged at a price that hasn't been read.</summary>
    public required decimal? Price { get; init; }

    /// <summary>How many units the price is for.</summary>
    public required long Per { get; init; }

    /// <summary>What is counted, such as <c>request</c> or <c>page</c>. Empty when that hasn't been read.</summary>
    public required string Unit { get; init; }

    /// <summary>The first instant of the price, in UTC.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>The first instant at which the price no longer applies, in UTC. Null while it is in force.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>How well the price is known.</summary>
    public required PriceConfidence Confidence { get; init; }

    /// <summary>Where the price is from, in a few words.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the price is in force at an instant.</summary>
    /// <param name="at">The instant.</param>
    public bool IsInForceAt(DateTimeOffset at) => EffectiveFrom <= at && (EffectiveTo is not { } end || at < end);

    /// <summary>The cost of some units, or null if the price hasn't been read. Nothing is rounded.</summary>
    /// <param name="units">How many units were used.</param>
    public decimal? CostOf(long units) => units * Price / Per;
}
