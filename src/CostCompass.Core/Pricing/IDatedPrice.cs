namespace CostCompass.Pricing;

/// <summary>A price in one currency that applies during a period.</summary>
internal interface IDatedPrice
{
    string Currency { get; }

    DateTimeOffset EffectiveFrom { get; }

    DateTimeOffset? EffectiveTo { get; }

    bool IsInForceAt(DateTimeOffset at);
}
