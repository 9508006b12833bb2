namespace CostCompass.Pricing;

/// <summary>The price band of the day. DeepSeek had prices by the hour in two periods, with one price for the whole day between them.</summary>
public enum PriceBand
{
    /// <summary>One price for the whole day.</summary>
    Flat,

    /// <summary>The price outside the nightly discount of 2025, and the whole-day price of the weeks before that discount began.</summary>
    Standard,

    /// <summary>The nightly discount of 2025, 16:30 to 00:30 UTC.</summary>
    Discount,

    /// <summary>A promotional price for the whole day.</summary>
    Promo,

    /// <summary>The price outside peak hours since August 2026: half of the peak price.</summary>
    OffPeak,

    /// <summary>The price in peak hours since August 2026.</summary>
    Peak,
}
