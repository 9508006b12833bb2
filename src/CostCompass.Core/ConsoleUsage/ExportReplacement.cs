namespace CostCompass.ConsoleUsage;

/// <summary>What became of earlier imports when an export was imported.</summary>
/// <param name="Replaced">How many of their rows were replaced.</param>
/// <param name="Lowered">On how many intervals there is less than before.</param>
public readonly record struct ExportReplacement(int Replaced, int Lowered);
