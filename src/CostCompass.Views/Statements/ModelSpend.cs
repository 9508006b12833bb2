namespace CostCompass.Views.Statements;

/// <summary>The cost of the metered calls of one account, by model.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Cost">The sum of the calls of one model.</param>
public sealed record ModelSpend(string Account, DeepSeekCost Cost);
