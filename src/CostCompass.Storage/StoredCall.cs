namespace CostCompass.Storage;

/// <summary>A metered call in the store.</summary>
/// <param name="Account">The name of its account.</param>
/// <param name="Call">The call.</param>
public readonly record struct StoredCall(AccountName Account, MeteredCall Call);
