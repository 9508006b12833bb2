namespace CostCompass.Pricing;

/// <summary>A name under which a model can be called, and from when until when it is billed as another.</summary>
/// <param name="Name">The name in the request.</param>
/// <param name="BilledAs">The model whose price applies.</param>
/// <param name="From">The first instant at which it applies.</param>
/// <param name="RetiredAt">The first instant at which the name is refused. Null while it is served.</param>
public sealed record ModelAlias(string Name, string BilledAs, DateTimeOffset From, DateTimeOffset? RetiredAt)
{
    /// <summary>How well the redirect is known.</summary>
    public PriceConfidence Confidence { get; init; } = PriceConfidence.High;

    /// <summary>Where it is from, in a few words.</summary>
    public string Source { get; init; } = "";
}
