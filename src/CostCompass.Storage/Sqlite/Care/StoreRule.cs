namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Something that holds of every sound store.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Examined">A query that counts what is looked at.</param>
/// <param name="Wrong">A query whose rows are what is wrong, each in words.</param>
internal sealed record StoreRule(string Name, string Examined, string Wrong);
