namespace CostCompass.Storage.Files;

/// <summary>A row of a file of costs.</summary>
/// <param name="Account">The account to which it counts.</param>
/// <param name="Provider">Who billed it.</param>
/// <param name="Cost">What was billed.</param>
/// <param name="Months">For how many months a charge of a subscription pays, or null for usage.</param>
public sealed record CostRecordRow(string Account, string Provider, ReportedCost Cost, int? Months = null);
