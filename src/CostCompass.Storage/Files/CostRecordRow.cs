namespace CostCompass.Storage.Files;

/// <summary>A row of a cost file.</summary>
/// <param name="Account">The account of the cost.</param>
/// <param name="Provider">The provider that billed it.</param>
/// <param name="Cost">The cost.</param>
/// <param name="Months">The number of months that a subscription charge pays for, or null for usage.</param>
public sealed record CostRecordRow(string Account, string Provider, ReportedCost Cost, int? Months = null);
