namespace CostCompass.Storage.Vault;

/// <summary>What other users of the computer can do with a file or folder of the current user.</summary>
/// <param name="Path">The full path of the file or the folder.</param>
/// <param name="Problem">The problem, as the predicate of a sentence about the path.</param>
/// <param name="Action">How to fix it.</param>
internal sealed record Exposure(string Path, string Problem, string Action);
