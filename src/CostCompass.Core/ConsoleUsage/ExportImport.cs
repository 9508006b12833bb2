namespace CostCompass.ConsoleUsage;

/// <summary>The import with which a row came.</summary>
/// <param name="Number">Its number: of two, the later import has the higher one.</param>
/// <param name="At">When it was imported. What the export tells ends there at the latest, even for a day that went on.</param>
public readonly record struct ExportImport(long Number, DateTimeOffset At);
