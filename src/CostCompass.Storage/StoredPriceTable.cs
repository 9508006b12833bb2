namespace CostCompass.Storage;

/// <summary>An imported price table.</summary>
/// <param name="Version">Its number. Numbers are never reused.</param>
/// <param name="ImportedAt">When it was imported.</param>
/// <param name="Text">The table.</param>
public sealed record StoredPriceTable(long Version, DateTimeOffset ImportedAt, PriceTableText Text);
