namespace CostCompass.Pricing;

/// <summary>How certain a price is.</summary>
public enum PriceConfidence
{
    /// <summary>Inferred from the prices before and after.</summary>
    Low,

    /// <summary>Independent sources agree.</summary>
    Medium,

    /// <summary>Published on the vendor's page, or in a quotation of it.</summary>
    High,

    /// <summary>The price exists but is unknown.</summary>
    Unread,
}
