using System.Data;
using CostCompass.Storage.Sql;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The database of a store on a server: what a read is, and what a write is.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    private readonly PostgresAddress _address;
    private readonly Repetition _repetition;
    private readonly bool _isChecked;
    private volatile bool _isCurrent;

    /// <summary>Names a database. Nothing is opened.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="patience">For how long a server that went away is waited for, or null for as long as usual.</param>
    /// <param name="isChecked">Whether it is read to find out what is wrong with it: then what can't be read is damage.</param>
    public PostgresDatabase(PostgresAddress address, TimeSpan? patience = null, bool isChecked = false)
    {
        _isChecked = isChecked;
        _address = address;
        Schema = new PostgresSchema(StoreSchema.Current, address);
        _repetition = new Repetition(address, Failure, IsDamaged) { Patience = patience ?? Repetition.Usual };
    }

    /// <summary>Names a database whose tables have another version.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="schema">The tables.</param>
    public static PostgresDatabase Of(PostgresAddress address, StoreSchema schema) => new(address) { Schema = new PostgresSchema(schema, address) };

    /// <summary>Where it is.</summary>
    public PostgresAddress Address => _address;

    /// <summary>The clock of this machine.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The tables.</summary>
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

    /// <summary>What the transactions are that a reader sees now: it changes with every write to the server.</summary>
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

    /// <summary>Connections are kept by their pool anyway.</summary>
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

    /// <summary>Reads row by row, of the state at the first statement. After a lost connection it begins again only when no row was given yet: the others might have changed.</summary>
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
    /// Writes in one transaction, under a mark of its own. A connection that is lost before the end is a write that didn't happen, and is
    /// done again. When it is lost at the end, the mark tells: while the server hasn't decided yet, adding it once more waits for that.
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
            // The transaction ends with the connection's use. Its state is that of its first statement after this one.
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

    /// <summary>Refuses tables that others have brought to another version since this session saw them.</summary>
    /// <param name="version">Their version.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>; <c>StoreMissing</c> for those of a version before.</exception>
    public void RequireVersion(int version)
    {
        if (version == Schema.Version)
        {
            return;
        }

        _isCurrent = false;
        throw version > Schema.Version ? Schema.Newer(version) : PostgresFailure.Replaced(_address.Shown);
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
                throw PostgresFailure.Unreadable(exception, _address.Shown);
            }

            throw;
        }
    }

    // It came out of a row, or it is an error of this code: only the rows can say which.
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
            // A server that can't be asked says nothing of what is in the store.
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
            // It travels with the first statement, and ends with the connection's use.
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

    // A connection that broke is found closed by what is done with it next, which says nothing more of the server.
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
        ? PostgresFailure.Replaced(_address.Shown)
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
