namespace CostCompass.Storage.Vault;

/// <summary>What other users of the machine could do with a file or a folder that is the current user's.</summary>
/// <param name="Path">The full path of the file or the folder.</param>
/// <param name="Problem">What they could do, as the end of a sentence that begins with the path.</param>
/// <param name="Action">What ends it.</param>
internal sealed record Exposure(string Path, string Problem, string Action);
