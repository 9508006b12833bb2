namespace CostCompass.Storage;

/// <summary>A report to be recorded.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Report">The report.</param>
/// <param name="CompleteUntil">The end of its complete costs.</param>
public sealed record ReportToRecord(AccountName Account, string Provider, CostReport Report, DateTimeOffset CompleteUntil);
