namespace CostCompass.Storage.Sql;

/// <summary>The price tables that were imported. The text is kept as it came; what it means is decided by the domain.</summary>
public sealed class PriceTableStore
{
    private readonly StoreDatabase _database;

    internal PriceTableStore(StoreDatabase database) => _database = database;

    /// <summary>The numbers of the tables, in order: they tell whether anything has changed, without reading the tables.</summary>
    public IReadOnlyList<long> ReadVersions() =>
        _database.ReadOr([], connection => connection.Query("SELECT version FROM price_table ORDER BY version", row => row.Number(0)));

    /// <summary>The tables, in the order of their numbers.</summary>
    public IReadOnlyList<StoredPriceTable> Read() => _database.ReadOr([], ReadAll);

    /// <summary>Adds tables, all in one transaction. A table that is the newest of its kind already isn't added again.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="importedAt">When they came.</param>
    /// <returns>For each table what is stored now.</returns>
    public IReadOnlyList<StoredPriceTable> Add(IReadOnlyList<PriceTableText> tables, DateTimeOffset importedAt) => _database.Write(connection =>
    {
        connection.Claim(StoreClaim.PriceTables);
        var stored = new List<StoredPriceTable>(tables.Count);
        foreach (PriceTableText table in tables)
        {
            StoredPriceTable? newest = ReadAll(connection).LastOrDefault(one => one.Text.Kind == table.Kind);
            stored.Add(newest?.Text.Content == table.Content ? newest : Insert(connection, table, Instant.Truncate(importedAt)));
        }

        return stored;
    });

    /// <summary>Removes a table.</summary>
    /// <param name="version">Its number.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(long version) => _database.WriteOr(0, connection => connection.Run("DELETE FROM price_table WHERE version = $1", version)) > 0;

    private static StoredPriceTable Insert(StoreConnection connection, PriceTableText table, DateTimeOffset importedAt) => new(
        connection.ReadInteger(
            "INSERT INTO price_table (kind, name, imported_at, content) VALUES ($1, $2, $3, $4) RETURNING version",
            table.Kind, table.Name, importedAt, table.Content),
        importedAt,
        table);

    private static List<StoredPriceTable> ReadAll(StoreConnection connection) => connection.Query(
        "SELECT version, kind, name, imported_at, content FROM price_table ORDER BY version",
        row => new StoredPriceTable(row.Number(0), row.Instant(3), new PriceTableText(row.Word<PriceTableKind>(1), row.Name(2), row.Text(4))));
}
