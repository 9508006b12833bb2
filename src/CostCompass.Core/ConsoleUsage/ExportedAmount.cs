namespace CostCompass.ConsoleUsage;

/// <summary>
/// Usage in an interval, from the amount file of an export. The rows of several API keys are added up: a row is identified by the
/// interval, the model, the type and the price, and the key is never kept.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Type">What was counted, such as <c>output_tokens</c>; see <see cref="ExportedType"/>.</param>
/// <param name="Price">The price of a single one; 0 for what has none.</param>
/// <param name="Amount">How many.</param>
public readonly record struct ExportedAmount(Interval Interval, string Model, string Type, decimal Price, decimal Amount);
