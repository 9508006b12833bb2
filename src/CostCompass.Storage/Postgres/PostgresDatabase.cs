using System.Data;
using System.Diagnostics;
using CostCompass.Errors;
using CostCompass.Storage.Relational;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The database of a store on a server: how it is reached, what is done again after a lost connection, and what a write is.</summary>
internal sealed class PostgresDatabase(PostgresAddress address) : StoreDatabase
{
    // A server that restarts, or a copy that takes over, needs some seconds; one that was never reached is more likely misspelled.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan _firstPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private volatile bool _hasConnected;
    private volatile bool _isCurrent;

    /// <summary>Where it is.</summary>
    public PostgresAddress Address => address;

    /// <summary>The tables of single months.</summary>
    public SnapshotMonths Months { get; } = new(address);

    /// <inheritdoc/>
    public override bool Exists => _isCurrent || Repeat(() =>
    {
        using NpgsqlConnection connection = Connect();
        if (PostgresSchema.ReadVersion(connection, address) is not { } version)
        {
            return false;
        }

        if (version < PostgresSchema.Version)
        {
            PostgresSchema.Upgrade(connection, address);
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
                using NpgsqlConnection connection = Connect();
                using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
                return (string?)command.ExecuteScalar();
            }
            catch (Exception exception) when (exception is NpgsqlException)
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
    public override T Read<T>(Func<StoreConnection, T> query) => Repeat(() =>
    {
        using NpgsqlConnection connection = Connect();
        using var lent = new PostgresStoreConnection(connection, this, isOfVersion: false);
        return query(lent);
    });

    /// <inheritdoc/>
    public override T ReadState<T>(Func<StoreConnection, T> query) => Repeat(() =>
    {
        using NpgsqlConnection connection = Connect();
        using var lent = new PostgresStoreConnection(connection, this, isOfVersion: false);
        using NpgsqlTransaction transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        return query(lent);
    });

    /// <summary>Reads row by row, of the state at the first statement. After a lost connection it begins again only when no row was given yet: the others might have changed.</summary>
    public override IEnumerable<T> Stream<T>(Func<StoreConnection, IEnumerable<T>> query)
    {
        if (!Exists)
        {
            yield break;
        }

        (PostgresStoreConnection connection, IEnumerator<T>? rows) = Repeat(() => First(query));
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
                while (Guard(rows.MoveNext));
            }
        }
    }

    /// <summary>
    /// Writes in one transaction, under a mark of its own. A connection that is lost before the end is a write that did not happen, and is
    /// done again. When it is lost at the end, the mark tells: while the server has not decided yet, adding it once more waits for that.
    /// </summary>
    public override T Write<T>(Func<StoreConnection, T> work)
    {
        EnsureCurrent();
        var mark = Guid.NewGuid();
        (bool IsThere, T? Value) asked = default;
        return Repeat(
            () =>
            {
                using NpgsqlConnection connection = Connect();
                using var lent = new PostgresStoreConnection(connection, this, isOfVersion: true);
                using NpgsqlTransaction transaction = connection.BeginTransaction();
                (bool isNew, int version) = WriteMark.Add(connection, address, mark);
                if (!isNew)
                {
                    return asked.Value!;
                }

                RequireVersion(version);
                T result = work(lent);
                asked = (true, result);
                transaction.Commit();
                return result;
            },
            () => asked.IsThere);
    }

    /// <inheritdoc/>
    public override StoreConnection OpenView() => Repeat(() =>
    {
        var connection = new PostgresStoreConnection(Connect(), this, isOfVersion: true);
        try
        {
            // The transaction ends with the connection's use. Its state is that of its first statement after this one.
            connection.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            RequireVersion((int)connection.ReadInteger($"SELECT coalesce(max(version), 0) FROM {address.Schema}.store_version"));
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
        if (version == PostgresSchema.Version)
        {
            return;
        }

        _isCurrent = false;
        throw version > PostgresSchema.Version ? PostgresSchema.Newer(version, address) : PostgresFailure.Replaced(address.Shown);
    }

    /// <inheritdoc/>
    public override T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is NpgsqlException || PostgresFailure.IsPassing(exception))
        {
            throw Failure(exception);
        }
        catch (Exception exception) when (IsOfContent(exception))
        {
            throw PostgresFailure.Unreadable(exception, address.Shown);
        }
    }

    private static bool IsOfContent(Exception exception) => exception is FormatException or InvalidCastException or OverflowException or ArgumentException;

    private void EnsureCurrent()
    {
        if (!_isCurrent)
        {
            Repeat(() =>
            {
                using NpgsqlConnection connection = Connect();
                PostgresSchema.Upgrade(connection, address);
                return _isCurrent = true;
            });
        }
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.Open();
            _hasConnected = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private (PostgresStoreConnection Connection, IEnumerator<T>? Rows) First<T>(Func<StoreConnection, IEnumerable<T>> query)
    {
        var connection = new PostgresStoreConnection(Connect(), this, isOfVersion: false);
        IEnumerator<T>? rows = null;
        try
        {
            // It travels with the first statement, and ends with the connection's use.
            connection.Connection.BeginTransaction(IsolationLevel.RepeatableRead);
            rows = query(connection).GetEnumerator();
            if (rows.MoveNext())
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

    // Until it succeeds, fails for good, or has been tried for long enough.
    private T Repeat<T>(Func<T> action, Func<bool>? mayHaveHappened = null)
    {
        long start = Stopwatch.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Attempt(action, isWrite: mayHaveHappened is not null);
            }
            catch (Exception exception) when (PostgresFailure.IsPassing(exception))
            {
                TimeSpan patience = _hasConnected ? _patience : _firstPatience;
                if (Stopwatch.GetElapsedTime(start) > patience)
                {
                    throw mayHaveHappened?.Invoke() == true
                        ? PostgresFailure.OutcomeUnknown(exception, address.Shown)
                        : PostgresFailure.From(exception, address.Shown);
                }

                // The others of the pool are of the same server that is gone.
                using (var gone = new NpgsqlConnection(address.ConnectionString))
                {
                    NpgsqlConnection.ClearPool(gone);
                }

                Months.Forget();
                double pause = Math.Min(_longestPause.TotalMilliseconds, 25 * Math.Pow(2, Math.Min(attempt, 10)));
                Thread.Sleep(TimeSpan.FromMilliseconds(pause * (0.5 + (Random.Shared.NextDouble() / 2))));
            }
        }
    }

    // What can be tried again passes through; the rest is a failure for a person.
    private T Attempt<T>(Func<T> action, bool isWrite)
    {
        try
        {
            return action();
        }
        catch (NpgsqlException exception) when (!PostgresFailure.IsPassing(exception))
        {
            throw Failure(exception);
        }
        catch (Exception exception) when (isWrite && (exception is ArgumentException or OverflowException))
        {
            throw PostgresFailure.Unwritable(exception, address.Shown);
        }
        catch (Exception exception) when (IsOfContent(exception))
        {
            throw PostgresFailure.Unreadable(exception, address.Shown);
        }
    }

    private CostException Failure(Exception exception)
    {
        // Others may have put other tables in the place of those that were seen: the next command looks again.
        Months.Forget();
        return _isCurrent && PostgresFailure.IsOfMissingTable(exception) && IsGone() ? PostgresFailure.Replaced(address.Shown) : PostgresFailure.From(exception, address.Shown);
    }

    private bool IsGone()
    {
        _isCurrent = false;
        try
        {
            using NpgsqlConnection connection = Connect();
            return PostgresSchema.ReadVersion(connection, address) is null;
        }
        catch (Exception exception) when (exception is NpgsqlException || PostgresFailure.IsPassing(exception))
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
