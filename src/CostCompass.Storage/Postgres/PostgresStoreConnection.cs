using System.Security.Cryptography;
using System.Text;
using CostCompass.Storage.Sql;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>A connection to the server of a store. Several writes run at the same time, each on the data that it claimed.</summary>
/// <param name="connection">The connection, which is open.</param>
/// <param name="database">The database.</param>
/// <param name="isOfVersion">Whether the version of the tables was seen in this transaction already; else it travels with the first statement.</param>
internal sealed class PostgresStoreConnection(NpgsqlConnection connection, PostgresDatabase database, bool isOfVersion) : StoreConnection
{
    // A server sends all requested rows, even if only the first ones are needed. So a few are requested first, then many.
    private const int FewRows = 200;
    private const int ManyRows = 20_000;
    private const string HighestNumber = "999999999999999";

    // Clocks that NTP synchronizes differ by less, and aren't corrected.
    private static readonly TimeSpan _sameTime = TimeSpan.FromSeconds(1);

    private bool _isOfVersion = isOfVersion;
    private int _cursors;

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <inheritdoc/>
    public override bool FoldsAscii => false;

    /// <inheritdoc/>
    public override bool Claims => true;

    /// <inheritdoc/>
    public override TimeSpan ClockLead()
    {
        DateTimeOffset before = database.Clock.GetUtcNow();
        DateTimeOffset there = Query("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint", row => row.Instant(0))[0];
        DateTimeOffset after = database.Clock.GetUtcNow();
        return there < before - _sameTime ? there - before : there > after + _sameTime ? there - after : TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public override void Claim(params IReadOnlyCollection<StoreClaim> claims)
    {
        // In the same order everywhere, so that no two writes wait for each other.
        long[] keys = [.. claims.Select(Key).Distinct().Order()];
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS key";
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys });
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override RowWriter Append(string table, string columns, bool skipExisting = false) => skipExisting
        ? new MissingRowCopy(this, table, columns)
        : new RowCopy(connection, table, columns);

    /// <inheritdoc/>
    public override void ContinueNumbers(string table, string column)
    {
        // Other sessions can't take a number until the transaction ends, so the sequence never goes back. A number near the end of the range, which no
        // store has ever assigned, is skipped.
        Run($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE");
        string sequence = $"pg_get_serial_sequence('{database.Address.Schema}.{table}', '{column}')::regclass";
        Run(
            $"""
            SELECT setval({sequence}, highest) FROM (SELECT max({column}) AS highest FROM {table} WHERE {column} BETWEEN 1 AND {HighestNumber}) AS there
            WHERE highest > coalesce(pg_sequence_last_value({sequence}), 0)
            """);
    }

    /// <summary>Creates a temporary table for this transaction, without rows, for imported rows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">The query that defines its columns.</param>
    /// <exception cref="CostException"><c>StoreReadOnly</c>.</exception>
    public void MakeTemporary(string name, string query)
    {
        // The error message of the server depends on its language, so the permission is checked first.
        if (!Query("SELECT has_database_privilege(current_database(), 'TEMPORARY')::int::bigint", row => row.Flag(0))[0])
        {
            throw ServerErrors.StoreReadOnlyTemporaryTables(
                database.Address.Shown,
                Query("SELECT format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user)", row => row.Text(0))[0]);
        }

        Run($"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ON COMMIT DROP AS {query} WITH NO DATA");
    }

    /// <inheritdoc/>
    public override List<string> ColumnsOf(string table)
    {
        using NpgsqlDataReader reader = Execute(Statement($"SELECT * FROM {table} LIMIT 0", []));
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Rows<T>(string sql, Func<Row, T> read, params object?[] values)
    {
        using NpgsqlDataReader reader = Execute(Statement(sql, values));
        while (reader.Read())
        {
            yield return read(new Row(reader));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Stream<T>(string sql, Func<Row, T> read, params object?[] values)
    {
        string cursor = string.Create(CultureInfo.InvariantCulture, $"rows_{++_cursors}");
        int asked = FewRows;
        NpgsqlBatchCommand[] next = [Statement($"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}", values), Fetch(asked)];
        for (; ; asked = ManyRows, next = [Fetch(asked)])
        {
            int found = 0;
            using (NpgsqlDataReader reader = Execute(next))
            {
                for (; reader.Read(); found++)
                {
                    yield return read(new Row(reader));
                }
            }

            if (found < asked)
            {
                yield break;
            }
        }

        NpgsqlBatchCommand Fetch(int rows) => new(string.Create(CultureInfo.InvariantCulture, $"FETCH {rows} FROM {cursor}"));
    }

    /// <inheritdoc/>
    public override int Run(string sql, params object?[] values)
    {
        using NpgsqlDataReader reader = Execute(Statement(sql, values));
        reader.Close();
        return reader.RecordsAffected;
    }

    /// <inheritdoc/>
    public override void Dispose() => connection.Dispose();

    private static NpgsqlBatchCommand Statement(string sql, object?[] values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (object? value in StoredValue.Of(values))
        {
            statement.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return statement;
    }

    // The version of the tables is read with the first statement, in one round trip: a newer module may have upgraded them since this
    // session last used them.
    private NpgsqlDataReader Execute(params NpgsqlBatchCommand[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        bool asksVersion = !_isOfVersion;
        _isOfVersion = true;
        foreach (NpgsqlBatchCommand statement in asksVersion ? [new NpgsqlBatchCommand(database.Schema.SelectVersion), .. statements] : statements)
        {
            batch.BatchCommands.Add(statement);
        }

        NpgsqlDataReader reader = batch.ExecuteReader();
        try
        {
            if (asksVersion)
            {
                reader.Read();
                database.RequireVersion(reader.GetInt32(0));
                reader.NextResult();
            }

            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    // Locks of a database are numbers, so those of another store in it must differ.
    private long Key(StoreClaim claim) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"CostCompass\n{database.Address.Schema}\n{claim.Area}\n{claim.Name}")));
}
