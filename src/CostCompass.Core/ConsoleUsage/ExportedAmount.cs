namespace CostCompass.ConsoleUsage;

/// <summary>
/// What was used in an interval, as the export's amount file tells it. The rows of several API keys are added up: the interval, the
/// model, the type and the price are the identity of a row, and which key it was is never kept.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Type">What was counted, such as <c>output_tokens</c>; see <see cref="ExportedType"/>.</param>
/// <param name="Price">The price of a single one; 0 for what has none.</param>
/// <param name="Amount">How many.</param>
public readonly record struct ExportedAmount(Interval Interval, string Model, string Type, decimal Price, decimal Amount);
