namespace CostCompass.Pricing;

/// <summary>A name that is billed as another model, with the period in which it is.</summary>
/// <param name="Name">The name in the request.</param>
/// <param name="BilledAs">The model whose price applies.</param>
/// <param name="From">The time from which it applies.</param>
/// <param name="RetiredAt">The time from which the name is rejected. Null while it can be called.</param>
public sealed record ModelAlias(string Name, string BilledAs, DateTimeOffset From, DateTimeOffset? RetiredAt)
{
    /// <summary>How certain the redirect is.</summary>
    public PriceConfidence Confidence { get; init; } = PriceConfidence.High;

    /// <summary>The source of the redirect, in a few words.</summary>
    public string Source { get; init; } = "";
}
