namespace CostCompass.ConsoleUsage;

/// <summary>
/// Usage in an interval, from the amount file of an export. The rows of several API keys are added up: a row is identified by the
/// interval, the model, the type and the price, and the key is never kept.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Type">The type of the amount, such as <c>output_tokens</c>. See <see cref="ExportedType"/>.</param>
/// <param name="Price">The price of one unit. 0 if there is none.</param>
/// <param name="Amount">The amount.</param>
public readonly record struct ExportedAmount(Interval Interval, string Model, string Type, decimal Price, decimal Amount);
