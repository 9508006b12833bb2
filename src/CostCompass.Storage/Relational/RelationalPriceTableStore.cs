using CostCompass.Balances;
using CostCompass.Pricing;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The imported price tables in a database.</summary>
internal sealed class RelationalPriceTableStore(StoreDatabase database) : IPriceTableStore
{
    public IReadOnlyList<long> ReadVersions() => database.Exists
        ? database.Read(connection =>
        {
            var versions = new List<long>();
            using DbCommand command = connection.Prepare("SELECT version FROM price_table ORDER BY version");
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                versions.Add(reader.GetInt64(0));
            }

            return versions;
        })
        : [];

    public IReadOnlyList<StoredPriceTable> Read() => database.Exists ? database.Read(ReadAll) : [];

    public IReadOnlyList<StoredPriceTable> Add(IReadOnlyList<PriceTableText> tables, DateTimeOffset importedAt) => database.Write(connection =>
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

    public bool Remove(long version) =>
        database.Exists && database.Write(connection => connection.Run("DELETE FROM price_table WHERE version = $1", version)) > 0;

    private static StoredPriceTable Insert(StoreConnection connection, PriceTableText table, DateTimeOffset importedAt)
    {
        long version = connection.ReadInteger(
            "INSERT INTO price_table (kind, name, imported_at, content) VALUES ($1, $2, $3, $4) RETURNING version",
            table.Kind.ToString(),
            table.Name,
            Instant.ToMicroseconds(importedAt),
            table.Content);
        return new StoredPriceTable(version, importedAt, table);
    }

    private static List<StoredPriceTable> ReadAll(StoreConnection connection)
    {
        var tables = new List<StoredPriceTable>();
        using DbCommand command = connection.Prepare("SELECT version, kind, name, imported_at, content FROM price_table ORDER BY version");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var text = new PriceTableText(Enum.Parse<PriceTableKind>(reader.GetString(1)), reader.ReadName(2), reader.GetString(4));
            tables.Add(new StoredPriceTable(reader.GetInt64(0), Instant.FromMicroseconds(reader.GetInt64(3)), text));
        }

        return tables;
    }
}
