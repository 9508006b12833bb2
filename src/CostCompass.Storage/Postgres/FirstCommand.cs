using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>
/// The first command of a read. The version of the tables travels with it, in one exchange with the server: a newer module may have changed
/// them since this session saw them.
/// </summary>
internal sealed class FirstCommand : DbCommand
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlBatchCommand _command;
    private readonly Action<int> _require;

    /// <summary>Makes a command.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="schema">The schema of the store.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="require">Told the version; throws when it is another one than this module's.</param>
    public FirstCommand(NpgsqlConnection connection, string schema, string sql, Action<int> require)
    {
        _command = new NpgsqlBatchCommand(sql);
        _batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(PostgresSchema.SelectVersion(schema)), _command } };
        _require = require;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _command.CommandText;
        set => _command.CommandText = value ?? "";
    }

    /// <inheritdoc/>
    public override int CommandTimeout
    {
        get => _batch.Timeout;
        set => _batch.Timeout = value;
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => _command.CommandType;
        set => _command.CommandType = value;
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _batch.Connection;
        set => _batch.Connection = (NpgsqlConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _command.Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction
    {
        get => _batch.Transaction;
        set => _batch.Transaction = (NpgsqlTransaction?)value;
    }

    /// <inheritdoc/>
    public override void Cancel() => _batch.Cancel();

    /// <inheritdoc/>
    public override void Prepare() => _batch.Prepare();

    /// <inheritdoc/>
    public override int ExecuteNonQuery()
    {
        using DbDataReader reader = ExecuteDbDataReader(CommandBehavior.Default);
        reader.Close();
        return reader.RecordsAffected;
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar()
    {
        using DbDataReader reader = ExecuteDbDataReader(CommandBehavior.Default);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        NpgsqlDataReader reader = _batch.ExecuteReader(behavior);
        try
        {
            reader.Read();
            _require(reader.GetInt32(0));
            reader.NextResult();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch.Dispose();
        }

        base.Dispose(disposing);
    }
}
