using System.Data;
using CostCompass.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace CostCompass.Storage.Postgres;

/// <summary>Adds rows with COPY. Until it is completed, the connection can't be used for anything else.</summary>
internal sealed class RowCopy(NpgsqlConnection connection, string table, string columns) : RowWriter
{
    private NpgsqlBinaryImporter? _importer;

    /// <inheritdoc/>
    public override void Add(params ReadOnlySpan<object?> values)
    {
        StorableText.Require(values);
        _importer ??= connection.BeginBinaryImport($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
        _importer.StartRow();
        foreach (object? value in values)
        {
            switch (value)
            {
                case null:
                    _importer.WriteNull();
                    break;
                case long number:
                    _importer.Write(number, NpgsqlDbType.Bigint);
                    break;
                case string text:
                    _importer.Write(text, NpgsqlDbType.Text);
                    break;
                case { } other:
                    throw new ArgumentException($"A value of type {other.GetType()} can't be stored in a table.", nameof(values));
            }
        }
    }

    /// <inheritdoc/>
    public override long Complete()
    {
        long rows = (long)(_importer?.Complete() ?? 0);
        Dispose();
        return rows;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        NpgsqlBinaryImporter? importer = _importer;
        _importer = null;
        try
        {
            importer?.Dispose();
        }
        catch (Exception exception) when (PostgresFailure.IsPassing(exception) || (exception is InvalidOperationException && connection.State != ConnectionState.Open))
        {
            // The connection is lost, and the rows with it. The write has already reported that.
        }
    }
}
