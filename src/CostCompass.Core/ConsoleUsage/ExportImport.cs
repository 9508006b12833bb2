namespace CostCompass.ConsoleUsage;

/// <summary>The import of a row.</summary>
/// <param name="Number">Its number. Of two imports, the later one has the higher number.</param>
/// <param name="At">When it was imported. The export ends there at the latest, even for a day that wasn't over.</param>
public readonly record struct ExportImport(long Number, DateTimeOffset At);
