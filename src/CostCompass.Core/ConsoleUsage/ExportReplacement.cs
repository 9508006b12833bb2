namespace CostCompass.ConsoleUsage;

/// <summary>The effect of an import on earlier imports.</summary>
/// <param name="Replaced">The number of rows that were replaced.</param>
/// <param name="Lowered">The number of intervals with less than before.</param>
public readonly record struct ExportReplacement(int Replaced, int Lowered);
