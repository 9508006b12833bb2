namespace CostCompass.Pricing;

/// <summary>How well a price is known.</summary>
public enum PriceConfidence
{
    /// <summary>Inferred from what stood before and after.</summary>
    Low,

    /// <summary>Independent sources agree.</summary>
    Medium,

    /// <summary>Read in the vendor's own page, or in a quotation of it.</summary>
    High,

    /// <summary>There is a price, but it hasn't been read.</summary>
    Unread,
}
