namespace CostCompass.Pricing;

/// <summary>The kinds of tables in the price catalog.</summary>
public enum PriceTableKind
{
    /// <summary>Prices per 1,000,000 tokens, by model, band and interval.</summary>
    Price,

    /// <summary>How the day is divided into bands, from a time on.</summary>
    Band,

    /// <summary>Names that are billed as another model, and their retirements.</summary>
    Name,

    /// <summary>The public holidays of mainland China, which have no peak hours.</summary>
    Holiday,

    /// <summary>Charges per use, such as web searches, in addition to tokens.</summary>
    Use,
}
