namespace CostCompass.Storage.Files;

/// <summary>An account as OpenUsage's settings name it. The texts are as they stand there and may be anything.</summary>
/// <param name="Number">Its place in its list, from 1 on.</param>
/// <param name="Id">The name of the account; null when there is none.</param>
/// <param name="Provider">The provider; null when there is none.</param>
/// <param name="KeyVariable">What is said to be the name of the environment variable that holds the key; null when nothing is said.</param>
/// <param name="Address">The address of the API; null when it is the usual one.</param>
/// <param name="HoldsKey">Whether something beside it looks like the key itself. It was not read.</param>
public sealed record OpenUsageAccount(int Number, string? Id, string? Provider, string? KeyVariable, string? Address, bool HoldsKey);
