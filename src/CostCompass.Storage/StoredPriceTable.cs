namespace CostCompass.Storage;

/// <summary>An imported price table.</summary>
/// <param name="Version">Its number; numbers are never used again.</param>
/// <param name="ImportedAt">When it came.</param>
/// <param name="Text">The table.</param>
public sealed record StoredPriceTable(long Version, DateTimeOffset ImportedAt, PriceTableText Text);
