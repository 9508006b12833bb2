namespace CostCompass.Application;

/// <summary>What an account answered when it was polled: readings of a balance, or a report of costs.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balance">The answer of a source of balances, or null for a source of reports.</param>
/// <param name="Report">The report, or null for a source of balances.</param>
public sealed record PolledAccount(CostAccount Account, BalanceAnswer? Balance, CostReport? Report);
