using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CostCompass.Storage.Sqlite;

/// <summary>Short forms of the statements that the store runs.</summary>
internal static class SqliteCommands
{
    /// <summary>Makes a command with its parameters, in the order of <c>$1</c>, <c>$2</c> and so on.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params object?[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int index = 0; index < values.Length; index++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"${index + 1}");
            command.Parameters.AddWithValue(name, values[index] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>
    /// Takes a file for data of which nothing runs, since it may come from elsewhere (https://www.sqlite.org/security.html). No version of the store has
    /// triggers or views; those by which SQLite keeps foreign keys aren't among them.
    /// </summary>
    public static void KeepToData(this SqliteConnection connection)
    {
        Set(raw.SQLITE_DBCONFIG_DEFENSIVE, 1);
        Set(raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
        Set(raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
        Set(raw.SQLITE_DBCONFIG_ENABLE_VIEW, 0);

        void Set(int option, int value)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle, option, value, out int result), connection.Handle);
            if (result != value)
            {
                throw new NotSupportedException($"SQLite doesn't take the option {option}.");
            }
        }
    }

    /// <summary>Lets a stopped command end what the connection is busy with, however long that would take.</summary>
    public static void StopWith(this SqliteConnection connection, CancellationToken cancellationToken)
    {
        // In steps of SQLite's virtual machine: often enough for a person, and too seldom to cost time.
        const int steps = 10_000;
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken.CanBeCanceled)
        {
            raw.sqlite3_progress_handler(connection.Handle, steps, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        }
    }

    /// <summary>Runs statements and returns how many rows they changed.</summary>
    public static int Run(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Ends a transaction where one is open. Some failures end it by themselves, and a connection that is held goes on after the others.</summary>
    public static void RollBack(this SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    /// <summary>Reads one whole number.</summary>
    public static long ReadInteger(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
