namespace CostCompass.Views.Statements;

/// <summary>What the metered calls of one account cost by model.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Cost">The calls of one model together.</param>
public sealed record ModelSpend(string Account, DeepSeekCost Cost);
