namespace CostCompass.Pricing;

/// <summary>What a table of the price catalog tells.</summary>
public enum PriceTableKind
{
    /// <summary>Prices per 1,000,000 tokens, by model, band and interval.</summary>
    Price,

    /// <summary>How the day is divided into bands, from when on.</summary>
    Band,

    /// <summary>Names that are billed as another model, and their retirements.</summary>
    Name,

    /// <summary>The public holidays of mainland China, on which there is no peak.</summary>
    Holiday,

    /// <summary>Charges per use, such as web searches, beside tokens.</summary>
    Use,
}
