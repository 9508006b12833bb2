namespace CostCompass.Storage.Files;

/// <summary>An account as OpenUsage's settings name it. The texts are as they stand there and may be anything.</summary>
/// <param name="Number">Its place in its list, from 1 on.</param>
/// <param name="Id">The name of the account, or null if there is none.</param>
/// <param name="Provider">The provider, or null if there is none.</param>
/// <param name="KeyVariable">What is said to be the name of the environment variable that holds the key, or null if nothing is said.</param>
/// <param name="Address">The address of the API, or null if it is the usual one.</param>
/// <param name="HoldsKey">Whether something beside it looks like the key itself. It wasn't read.</param>
public sealed record OpenUsageAccount(int Number, string? Id, string? Provider, string? KeyVariable, string? Address, bool HoldsKey);
