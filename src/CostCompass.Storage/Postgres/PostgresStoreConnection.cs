using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using CostCompass.Balances;
using CostCompass.Storage.Relational;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>
/// A connection to the server of a store. Several writes run at once, each of what it has claimed; a history is kept in a table for each
/// month, so that neighbours are sought near by first.
/// </summary>
/// <param name="connection">The connection, which is open.</param>
/// <param name="database">The database.</param>
/// <param name="isOfVersion">Whether the version of the tables was seen in this transaction already; else the first command asks for it too.</param>
internal sealed class PostgresStoreConnection(NpgsqlConnection connection, PostgresDatabase database, bool isOfVersion) : StoreConnection
{
    // Clocks that are kept by NTP differ by less, and are left as they are.
    private static readonly TimeSpan SameTime = TimeSpan.FromSeconds(1);

    private bool _isOfVersion = isOfVersion;

    // Asked once, until months are made: what others make meanwhile is theirs, and not of the state that is read or of what is claimed.
    private Reach? _reach;

    /// <summary>The connection itself.</summary>
    public NpgsqlConnection Connection => connection;

    /// <inheritdoc/>
    public override bool FoldsAscii => false;

    /// <inheritdoc/>
    public override bool Claims => true;

    /// <inheritdoc/>
    public override TimeSpan? Neighbourhood { get; } = TimeSpan.FromDays(62);

    /// <inheritdoc/>
    public override (long From, long To)? SnapshotReach() => (_reach ??= new Reach(SnapshotMonths.ReadReach(connection, database.Address.Schema))).Instants;

    /// <inheritdoc/>
    public override TimeSpan ClockLead()
    {
        DateTimeOffset before = database.Clock.GetUtcNow();
        DateTimeOffset there = Instant.FromMicroseconds(ReadInteger("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"));
        DateTimeOffset after = database.Clock.GetUtcNow();
        return there < before - SameTime ? there - before : there > after + SameTime ? there - after : TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public override void Claim(params IReadOnlyCollection<StoreClaim> claims)
    {
        // In one order for all, so that no two writes wait for each other.
        long[] keys = [.. claims.Select(Key).Distinct().Order()];
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS key";
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys });
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void MakeRoom(IEnumerable<DateTimeOffset> firstSeen)
    {
        database.Months.Require(connection, firstSeen);
        _reach = null;
    }

    /// <inheritdoc/>
    public override RowWriter Append(string table, string columns, bool skipExisting = false) => skipExisting
        ? new MissingRowCopy(this, table, columns)
        : new RowCopy(connection, table, columns);

    /// <inheritdoc/>
    public override void ContinueNumbers(string table, string column) => Run($"SELECT continue_numbers('{table}', '{column}')");

    /// <inheritdoc/>
    public override DbCommand Prepare(string sql, params object?[] values)
    {
        StorableText.Require(values);
        DbCommand command = _isOfVersion
            ? new NpgsqlCommand(sql, connection)
            : new FirstCommand(connection, database.Address.Schema, sql, database.RequireVersion);
        _isOfVersion = true;
        foreach (object? value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    /// <inheritdoc/>
    public override void Dispose() => connection.Dispose();

    // Locks of one database are numbers: those of another store in it must be others.
    private long Key(StoreClaim claim) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"CostCompass\n{database.Address.Schema}\n{claim.Area}\n{claim.Name}")));

    private sealed record Reach((long From, long To)? Instants);
}
