namespace CostCompass.Application;

/// <summary>The result of polling an account: readings of a balance, or a cost report.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balance">The response of a balance source, or null for a report source.</param>
/// <param name="Report">The report, or null for a balance source.</param>
public sealed record PolledAccount(CostAccount Account, BalanceAnswer? Balance, CostReport? Report);
