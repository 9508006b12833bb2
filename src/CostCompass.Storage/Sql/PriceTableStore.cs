namespace CostCompass.Storage.Sql;

/// <summary>The imported price tables. The text is stored unchanged, and the domain interprets it.</summary>
public sealed class PriceTableStore
{
    private readonly StoreDatabase _database;

    internal PriceTableStore(StoreDatabase database) => _database = database;

    /// <summary>The numbers of the tables, in order. They show whether anything has changed, without reading the tables.</summary>
    public IReadOnlyList<long> ReadVersions() =>
        _database.ReadOr([], connection => connection.Query("SELECT version FROM price_table ORDER BY version", row => row.Number(0)));

    /// <summary>The tables, in the order of their numbers.</summary>
    public IReadOnlyList<StoredPriceTable> Read() => _database.ReadOr([], ReadAll);

    /// <summary>Adds tables in one transaction. A table that is already the newest of its kind isn't added again.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="importedAt">When they were imported.</param>
    /// <returns>The stored table for each table.</returns>
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
    /// <returns>Whether it existed.</returns>
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
