namespace CostCompass.Storage.Files;

/// <summary>An account in the settings of OpenUsage. The texts are unchanged and can be anything.</summary>
/// <param name="Number">Its position in its list, starting at 1.</param>
/// <param name="Id">The name of the account, or null.</param>
/// <param name="Provider">The provider, or null.</param>
/// <param name="KeyVariable">The specified name of the environment variable with the key, or null.</param>
/// <param name="Address">The address of the API, or null for the default.</param>
/// <param name="HoldsKey">Whether another property looks like the key itself. It wasn't read.</param>
public sealed record OpenUsageAccount(int Number, string? Id, string? Provider, string? KeyVariable, string? Address, bool HoldsKey);
