namespace CostCompass.Storage;

/// <summary>A report that is to be taken in.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Report">The report.</param>
/// <param name="CompleteUntil">Up to where its costs are whole.</param>
public sealed record ReportToRecord(AccountName Account, string Provider, CostReport Report, DateTimeOffset CompleteUntil);
