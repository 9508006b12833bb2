namespace CostCompass.Storage.Sqlite.Care;

/// <summary>A rule that every valid store satisfies.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Examined">A query that counts what is checked.</param>
/// <param name="Wrong">A query with a row for each problem, in words.</param>
internal sealed record StoreRule(string Name, string Examined, string Wrong);
