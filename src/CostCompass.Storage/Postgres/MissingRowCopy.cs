using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Postgres;

/// <summary>Adds those of many rows that don't exist yet: with COPY to a temporary table, and one statement from there.</summary>
internal sealed class MissingRowCopy(PostgresStoreConnection connection, string table, string columns) : RowWriter
{
    private RowCopy? _copy;

    private string Incoming => "incoming_" + table;

    /// <inheritdoc/>
    public override void Add(params ReadOnlySpan<object?> values)
    {
        if (_copy is null)
        {
            connection.MakeTemporary(Incoming, $"SELECT {columns} FROM {table}");
            _copy = new RowCopy(connection.Connection, Incoming, columns);
        }

        _copy.Add(values);
    }

    /// <inheritdoc/>
    public override long Complete()
    {
        if (_copy is null)
        {
            return 0;
        }

        _copy.Complete();
        long added = connection.Run($"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {Incoming} ON CONFLICT DO NOTHING");
        connection.Run($"TRUNCATE {Incoming}");
        return added;
    }

    /// <inheritdoc/>
    public override void Dispose() => _copy?.Dispose();
}
