using CostCompass.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// A connection to the file of a store. SQLite allows one write at a time, and returns rows on demand.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="owner">What to dispose after the use: the connection, or the loan of a kept one.</param>
internal sealed class SqliteStoreConnection(SqliteConnection connection, IDisposable owner) : StoreConnection
{
    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <inheritdoc/>
    public override bool FoldsAscii => true;

    /// <inheritdoc/>
    public override bool Claims => false;

    /// <inheritdoc/>
    public override TimeSpan ClockLead() => TimeSpan.Zero;

    /// <inheritdoc/>
    public override void Claim(params IReadOnlyCollection<StoreClaim> claims)
    {
    }

    /// <inheritdoc/>
    public override RowWriter Append(string table, string columns, bool skipExisting = false)
    {
        int count = columns.Count(letter => letter == ',') + 1;
        string values = string.Join(", ", Enumerable.Range(1, count).Select(number => $"${number}"));
        return new Inserting(connection.Prepare(
            $"INSERT INTO {table} ({columns}) VALUES ({values}){(skipExisting ? " ON CONFLICT DO NOTHING" : "")}", new object?[count]));
    }

    /// <inheritdoc/>
    public override void ContinueNumbers(string table, string column)
    {
    }

    /// <inheritdoc/>
    public override List<string> ColumnsOf(string table)
    {
        using SqliteCommand command = connection.Prepare($"SELECT * FROM {table} LIMIT 0");
        using SqliteDataReader reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Rows<T>(string sql, Func<Row, T> read, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, StoredValue.Of(values));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(new Row(reader));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Stream<T>(string sql, Func<Row, T> read, params object?[] values) => Rows(sql, read, values);

    /// <inheritdoc/>
    public override int Run(string sql, params object?[] values) => connection.Run(sql, StoredValue.Of(values));

    /// <summary>Ends the use. A kept connection stays open.</summary>
    public override void Dispose() => owner.Dispose();

    // One prepared statement for all rows.
    private sealed class Inserting(SqliteCommand command) : RowWriter
    {
        private long _added;

        public override void Add(params ReadOnlySpan<object?> values)
        {
            StorableText.Require(values);
            SqliteParameterCollection parameters = command.Parameters;
            for (int index = 0; index < values.Length; index++)
            {
                parameters[index].Value = values[index] ?? DBNull.Value;
            }

            _added += command.ExecuteNonQuery();
        }

        public override long Complete() => _added;

        public override void Dispose() => command.Dispose();
    }
}
