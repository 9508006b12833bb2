using System.Data;
using CostCompass.Storage.Sql;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The database of a store on a server: how reads and writes are done.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    private readonly PostgresAddress _address;
    private readonly Repetition _repetition;
    private readonly bool _isChecked;
    private volatile bool _isCurrent;

    /// <summary>Creates the object. Nothing is opened.</summary>
    /// <param name="address">The address of the database.</param>
    /// <param name="patience">How long to wait for a server that isn't available, or null for the default.</param>
    /// <param name="isChecked">Whether it is read for a check. Then data that can't be read is damage.</param>
    public PostgresDatabase(PostgresAddress address, TimeSpan? patience = null, bool isChecked = false)
    {
        _isChecked = isChecked;
        _address = address;
        Schema = new PostgresSchema(StoreSchema.Current, address);
        _repetition = new Repetition(address, Failure, IsDamaged) { Patience = patience ?? Repetition.Usual };
    }

    /// <summary>Creates the object with another schema version.</summary>
    /// <param name="address">The address of the database.</param>
    /// <param name="schema">The schema.</param>
    public static PostgresDatabase Of(PostgresAddress address, StoreSchema schema) => new(address) { Schema = new PostgresSchema(schema, address) };

    /// <summary>The address of the database.</summary>
    public PostgresAddress Address => _address;

    /// <summary>The clock of this computer.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The schema.</summary>
    public PostgresSchema Schema { get; init; }

    /// <inheritdoc/>
    public override bool Exists => _isCurrent || _repetition.Run(() =>
    {
        using NpgsqlConnection connection = _repetition.Connect();
        if (Schema.ReadVersion(connection) is not { } version)
        {
            return false;
        }

        if (version < Schema.Version)
        {
            Schema.Upgrade(connection);
        }

        return _isCurrent = true;
    });

    /// <summary>The transactions that a reader currently sees. It changes with every write to the server.</summary>
    public override string? ChangeMark
    {
        get
        {
            try
            {
                using NpgsqlConnection connection = _repetition.Connect();
                using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
                return (string?)command.ExecuteScalar();
            }
            catch (Exception exception) when (PostgresFailure.IsOfServer(exception))
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayRepeat => true;

    /// <summary>The pool keeps connections open anyway.</summary>
    public override IDisposable Hold() => new NothingHeld();

    /// <inheritdoc/>
    public override T Read<T>(Func<StoreConnection, T> query) => _repetition.Run(() =>
    {
        using NpgsqlConnection connection = _repetition.Connect();
        using var lent = new PostgresStoreConnection(connection, this, isOfVersion: false);
        return Use(connection, () => query(lent));
    });

    /// <inheritdoc/>
    public override T ReadState<T>(Func<StoreConnection, T> query) => _repetition.Run(() =>
    {
        using NpgsqlConnection connection = _repetition.Connect();
        using var lent = new PostgresStoreConnection(connection, this, isOfVersion: false);
        return Use(connection, () =>
        {
            using NpgsqlTransaction transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            return query(lent);
        });
    });

    /// <summary>Reads row by row, from the state at the first statement. After a lost connection, it restarts only if no row was returned yet, because the others might have changed.</summary>
    public override IEnumerable<T> Stream<T>(Func<StoreConnection, IEnumerable<T>> query)
    {
        if (!Exists)
        {
            yield break;
        }

        (PostgresStoreConnection connection, IEnumerator<T>? rows) = _repetition.Run(() => First(query));
        using (connection)
        {
            if (rows is null)
            {
                yield break;
            }

            using (rows)
            {
                do
                {
                    yield return rows.Current;
                }
                while (ReadView(connection, rows.MoveNext));
            }
        }
    }

    /// <summary>
    /// Writes in one transaction, with a mark. If the connection is lost before the end, the write didn't happen and is repeated. If it is
    /// lost at the end, the mark shows whether it happened: adding it again waits until the server has decided.
    /// </summary>
    public override T Write<T>(Func<StoreConnection, T> work)
    {
        EnsureCurrent();
        var mark = Guid.NewGuid();
        (bool IsThere, T? Value) asked = default;
        return _repetition.Run(
            () =>
            {
                using NpgsqlConnection connection = _repetition.Connect();
                using var lent = new PostgresStoreConnection(connection, this, isOfVersion: true);
                return Use(connection, () =>
                {
                    using NpgsqlTransaction transaction = connection.BeginTransaction();
                    if (WriteMark.Add(connection, Schema, mark) is not { } version)
                    {
                        return asked.Value!;
                    }

                    RequireVersion(version);
                    T result = work(lent);
                    asked = (true, result);
                    transaction.Commit();
                    return result;
                });
            },
            () => asked.IsThere);
    }

    /// <inheritdoc/>
    public override StoreConnection OpenView() => _repetition.Run(() =>
    {
        var connection = new PostgresStoreConnection(_repetition.Connect(), this, isOfVersion: true);
        try
        {
            // The transaction ends with the use of the connection. Its state is that of its first statement after this one.
            connection.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            RequireVersion((int)connection.ReadInteger(Schema.SelectVersion));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Rejects tables that others have upgraded to another version since this session last used them.</summary>
    /// <param name="version">Their version.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>, or <c>StoreMissing</c> for an earlier version.</exception>
    public void RequireVersion(int version)
    {
        if (version == Schema.Version)
        {
            return;
        }

        _isCurrent = false;
        throw version > Schema.Version ? Schema.Newer(version) : ServerErrors.StoreMissingTables(_address.Shown);
    }

    /// <inheritdoc/>
    public override T ReadView<T>(StoreConnection view, Func<T> read)
    {
        try
        {
            return Use(((PostgresStoreConnection)view).Connection, read);
        }
        catch (Exception exception) when (PostgresFailure.IsOfServer(exception))
        {
            throw Failure(exception);
        }
        catch (Exception exception) when (PostgresFailure.IsOfContent(exception))
        {
            if (IsDamaged())
            {
                throw ServerErrors.StoreDamagedContent(exception, _address.Shown);
            }

            throw;
        }
    }

    // It was caused by a row, or by a bug in this code. Only the rows can show which.
    private bool IsDamaged()
    {
        if (_isChecked)
        {
            return true;
        }

        try
        {
            return PostgresCostStore.Checked(_address).Care.Check().Any(check => !check.IsOk);
        }
        catch (CostException)
        {
            // If the server doesn't respond, nothing is known about the content of the store.
            return false;
        }
    }

    private void EnsureCurrent()
    {
        if (!_isCurrent)
        {
            _repetition.Run(() =>
            {
                using NpgsqlConnection connection = _repetition.Connect();
                return Use(connection, () =>
                {
                    Schema.Upgrade(connection);
                    return _isCurrent = true;
                });
            });
        }
    }

    private (PostgresStoreConnection Connection, IEnumerator<T>? Rows) First<T>(Func<StoreConnection, IEnumerable<T>> query)
    {
        var connection = new PostgresStoreConnection(_repetition.Connect(), this, isOfVersion: false);
        IEnumerator<T>? rows = null;
        try
        {
            // It is sent with the first statement, and ends with the use of the connection.
            connection.Connection.BeginTransaction(IsolationLevel.RepeatableRead);
            rows = query(connection).GetEnumerator();
            if (Use(connection.Connection, rows.MoveNext))
            {
                return (connection, rows);
            }

            rows.Dispose();
            return (connection, null);
        }
        catch
        {
            rows?.Dispose();
            connection.Dispose();
            throw;
        }
    }

    // A broken connection is detected by the next use, which says nothing more about the server.
    private static T Use<T>(NpgsqlConnection connection, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InvalidOperationException exception) when (exception.Source == "Npgsql" && connection.State != ConnectionState.Open)
        {
            throw new NpgsqlException("The connection was lost.", exception);
        }
    }

    private CostException Failure(Exception exception) => _isCurrent && PostgresFailure.IsOfMissingTable(exception) && IsGone()
        ? ServerErrors.StoreMissingTables(_address.Shown)
        : PostgresFailure.From(exception, _address.Shown);

    private bool IsGone()
    {
        _isCurrent = false;
        try
        {
            using NpgsqlConnection connection = _repetition.Connect();
            return Schema.ReadVersion(connection) is null;
        }
        catch (Exception exception) when (PostgresFailure.IsOfServer(exception))
        {
            return false;
        }
    }

    private sealed class NothingHeld : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
