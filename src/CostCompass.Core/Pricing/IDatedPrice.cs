namespace CostCompass.Pricing;

/// <summary>A price in one currency that is in force from one instant until another.</summary>
internal interface IDatedPrice
{
    string Currency { get; }

    DateTimeOffset EffectiveFrom { get; }

    DateTimeOffset? EffectiveTo { get; }

    bool IsInForceAt(DateTimeOffset at);
}
