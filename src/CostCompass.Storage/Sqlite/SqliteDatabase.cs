using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite.Care;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The file of a store: how it is created, opened, and protected.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private const string FileName = "costcompass.db";
    private const int BusyTimeoutMilliseconds = 10_000;

    // A second write within the time resolution of the file system isn't visible. FAT has the coarsest resolution.
    private static readonly TimeSpan _timeStep = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly string _connectionString;
    private readonly string _shownPath;
    private readonly bool _isCopy;
    private HeldConnection? _held;

    /// <summary>Creates the object for the folder of a store. Nothing is opened or created.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="takesOrphans">Whether to accept rows that reference a row that doesn't exist.</param>
    public SqliteDatabase(string folder, bool takesOrphans = false)
        : this(folder, Path.Combine(folder, FileName), null, takesOrphans)
    {
    }

    private SqliteDatabase(string folder, string file, string? shownPath, bool takesOrphans = false)
    {
        _folder = folder;
        FilePath = file;
        _shownPath = shownPath ?? file;
        _isCopy = shownPath is not null;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = !takesOrphans,

            // A pool would keep the file open, and continue to use it after it is moved or replaced.
            Pooling = false,
        }.ToString();
    }

    /// <summary>The version of SQLite in the module. It doesn't need a file.</summary>
    public static string EngineVersion
    {
        get
        {
            using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The schema.</summary>
    public SqliteSchema Schema { get; init; } = SqliteSchema.Current;

    /// <summary>The times and sizes of the file and its log. Null without a file, and just after a write.</summary>
    public override string? ChangeMark
    {
        get
        {
            var file = new FileInfo(FilePath);
            var log = new FileInfo(FilePath + "-wal");
            if (!file.Exists)
            {
                return null;
            }

            // Reading creates and deletes an empty log.
            bool hasLog = log.Exists && log.Length > 0;
            DateTime written = hasLog && log.LastWriteTimeUtc > file.LastWriteTimeUtc ? log.LastWriteTimeUtc : file.LastWriteTimeUtc;
            return DateTime.UtcNow - written < _timeStep
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks} {file.Length} {(hasLog ? log.LastWriteTimeUtc.Ticks : 0)} {(hasLog ? log.Length : 0)}");
        }
    }

    /// <summary>Creates the object for a copy with a temporary name.</summary>
    /// <param name="file">The current full path of the copy.</param>
    /// <param name="shownPath">The path in messages.</param>
    /// <param name="schema">The schema, or null for that of this module.</param>
    public static SqliteDatabase OfCopy(string file, string shownPath, SqliteSchema? schema = null) =>
        new(Path.GetDirectoryName(file)!, file, shownPath) { Schema = schema ?? SqliteSchema.Current };

    /// <summary>Whether the file exists.</summary>
    /// <exception cref="CostException"><c>StoreNotReachable</c> if it is unknown, which isn't the same as a missing file.</exception>
    public override bool Exists
    {
        get
        {
            try
            {
                if (!File.GetAttributes(FilePath).HasFlag(FileAttributes.Directory))
                {
                    return true;
                }
            }
            catch (FileNotFoundException)
            {
                return false;
            }
            catch (DirectoryNotFoundException) when (!File.Exists(_folder))
            {
                return false;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Unreachable(exception);
            }

            throw Unreachable(null);
        }
    }

    private CostException Unreachable(Exception? cause) => StoreFileErrors.StoreNotReachableFolder(_shownPath, cause);

    /// <inheritdoc/>
    public override bool MayRepeat => false;

    /// <inheritdoc/>
    public override T Read<T>(Func<StoreConnection, T> query) => Guard(() =>
    {
        using SqliteStoreConnection lent = Borrow();
        return ReadOver(lent, () => query(lent));
    });

    /// <inheritdoc/>
    public override T ReadState<T>(Func<StoreConnection, T> query) => Guard(() =>
    {
        using SqliteStoreConnection lent = Borrow();
        lent.Run("BEGIN");
        try
        {
            return ReadOver(lent, () => query(lent));
        }
        finally
        {
            lent.Connection.RollBack();
        }
    });

    /// <inheritdoc/>
    public override StoreConnection OpenView() => Guard(() =>
    {
        SqliteStoreConnection view = OpenOwn();
        view.Run("BEGIN");
        return view;
    });

    /// <inheritdoc/>
    public override T ReadView<T>(StoreConnection view, Func<T> read) => Guard(() => ReadOver((SqliteStoreConnection)view, read));

    /// <summary>Reads with features that only SQLite has.</summary>
    public T ReadFile<T>(Func<SqliteConnection, T> query) => Guard(() =>
    {
        using SqliteStoreConnection lent = Borrow();
        return ReadOver(lent, () => query(lent.Connection));
    });

    /// <inheritdoc/>
    public override IEnumerable<T> Stream<T>(Func<StoreConnection, IEnumerable<T>> query)
    {
        if (!Exists)
        {
            yield break;
        }

        using SqliteStoreConnection lent = Guard(Borrow);
        using IEnumerator<T> rows = Guard(() => query(lent).GetEnumerator());
        while (Guard(() => ReadOver(lent, rows.MoveNext)))
        {
            yield return rows.Current;
        }
    }

    /// <summary>
    /// Keeps the file open until the result is disposed, from the next read or write of this thread on, so that many of them don't open it each time: the
    /// last connection that closes also cleans up, which takes longer than a read.
    /// </summary>
    public override IDisposable Hold()
    {
        var held = new HeldConnection(Open, one => _held = _held == one ? null : _held);
        _held ??= held;
        return held;
    }

    /// <summary>Closes the connection that this thread keeps.</summary>
    public void LetGo()
    {
        if (_held is { IsOfThisThread: true } held)
        {
            held.Dispose();
        }
    }

    // A connection for reading: the kept one or a new one.
    private SqliteStoreConnection Borrow() => _held?.Lend() ?? OpenOwn();

    // Rows that are being read see one state. Writes in the meantime use another connection, and so do reads after that.
    private SqliteStoreConnection BorrowToWrite()
    {
        if (_held is { IsInUse: true })
        {
            LetGo();
        }

        return Borrow();
    }

    private SqliteStoreConnection OpenOwn()
    {
        SqliteConnection connection = Open();
        return new SqliteStoreConnection(connection, connection);
    }

    /// <summary>Writes in one transaction, over the kept connection if there is one. The first write creates the file. A failure is rolled back.</summary>
    public override T Write<T>(Func<StoreConnection, T> work)
    {
        EnsureFile();
        return Guard(() =>
        {
            using SqliteStoreConnection lent = BorrowToWrite();
            WriteTurn.Take(lent.Connection, BusyTimeoutMilliseconds, Patience);
            try
            {
                T result = work(lent);
                lent.Connection.Run("COMMIT");
                return result;
            }
            catch
            {
                lent.Connection.RollBack();
                throw;
            }
        });
    }

    /// <summary>Opens a connection with the current schema. The caller disposes it.</summary>
    public SqliteConnection Open() => Open(connection => Schema.Upgrade(connection, _shownPath));

    /// <summary>Opens a connection with the current schema version to check it, even if the tables differ. The caller disposes it.</summary>
    public SqliteConnection OpenToCheck() => Open(connection => Schema.Upgrade(connection, _shownPath, toCheck: true));

    /// <summary>Opens a connection, whatever the file contains. The caller disposes it.</summary>
    public SqliteConnection OpenAsItIs() => Open(_ => { });

    private SqliteConnection Open(Action<SqliteConnection> prepare, bool waits = true)
    {
        RequireOwn();
        try
        {
            return Open(new SqliteConnection(_connectionString), prepare, waits);
        }
        catch (SqliteException exception) when (SqliteFailure.IsOfAccess(exception) && IsUnchanging)
        {
            return Open(new SteadyConnection(FilePath), prepare, waits);
        }
    }

    // A copy has another path while it is created or checked. SQLite also reports a file that can't be accessed, with its own message.
    private void RequireOwn()
    {
        if (!_isCopy)
        {
            try
            {
                StoreFolder.RequireFile(FilePath);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private T ReadOver<T>(SqliteStoreConnection lent, Func<T> read) =>
        lent.Connection is SteadyConnection steady ? steady.Read(read, _shownPath) : read();

    // A log needs files next to the store. If they can't be created, no one else can write here either, and SQLite can read without them, but
    // then it would ignore the content of a log.
    private bool IsUnchanging => File.Exists(FilePath) && new FileInfo(FilePath + "-wal") is not { Exists: true, Length: > 0 } && !StoreFolder.IsWritable(_folder);

    private static SqliteConnection Open(SqliteConnection connection, Action<SqliteConnection> prepare, bool waits)
    {
        try
        {
            // The provider retries a busy database for this number of seconds. 0 would mean no limit.
            connection.DefaultTimeout = waits ? connection.DefaultTimeout : 1;
            connection.Open();
            connection.KeepToData();
            connection.Run($"PRAGMA busy_timeout = {(waits ? BusyTimeoutMilliseconds : 0)}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite would create the file with the default permissions of the process, and its companions inherit those of the file. It is renamed when
    // its tables exist: a file with the final name but without tables was truncated.
    private void EnsureFile()
    {
        if (Exists)
        {
            return;
        }

        StoreFolder.Ensure(_folder);
        try
        {
            using var made = StoreCopy.Beside(FilePath);
            Guard(() => OfCopy(made.FilePath, _shownPath).Open(connection => Schema.Create(connection, _shownPath))).Dispose();
            made.Place(FilePath, replace: false);
        }
        catch (IOException) when (Exists)
        {
            // Another process was faster.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFileErrors.StoreReadOnlyFolder(FilePath, exception);
        }
    }

    /// <summary>Runs an operation on the database. An error of SQLite becomes one that a person can act on.</summary>
    public T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception) when (SqliteFailure.IsOfStop(exception))
        {
            throw new OperationCanceledException(exception.Message, exception);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, _shownPath);
        }
        catch (Exception exception) when (SqliteFailure.IsOfContent(exception))
        {
            // It was caused by the file, or by a bug in this code. Only the file can show which.
            if (IsDamaged())
            {
                throw StoreFileErrors.StoreDamagedContent(exception, _shownPath);
            }

            throw;
        }
    }

    private bool IsDamaged()
    {
        try
        {
            using SqliteConnection connection = Open(_ => { }, waits: false);
            return new StoreCheckup(connection, Schema).Run().Any(check => !check.IsOk);
        }
        catch (SqliteException exception)
        {
            // A busy or unavailable store isn't damaged.
            return SqliteFailure.IsOfDamage(exception);
        }
        catch (CostException exception)
        {
            return exception.ErrorId == "StoreDamaged";
        }
        catch (Exception exception) when (SqliteFailure.IsOfContent(exception))
        {
            return true;
        }
    }
}
