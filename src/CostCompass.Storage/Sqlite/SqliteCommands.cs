using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CostCompass.Storage.Sqlite;

/// <summary>Creates and runs the statements of the store.</summary>
internal static class SqliteCommands
{
    /// <summary>Creates a command with its parameters, in the order of <c>$1</c>, <c>$2</c> and so on.</summary>
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
    /// Treats a file as untrusted data that doesn't run anything (https://www.sqlite.org/security.html). No version of the store has triggers or
    /// views. Those that SQLite uses for foreign keys aren't affected.
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
                throw new NotSupportedException($"SQLite doesn't support the option {option}.");
            }
        }
    }

    /// <summary>Lets a stopped command interrupt the connection, however long its operation would take.</summary>
    public static void StopWith(this SqliteConnection connection, CancellationToken cancellationToken)
    {
        // In steps of SQLite's virtual machine: often enough for a person, and rarely enough to take no time.
        const int steps = 10_000;
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken.CanBeCanceled)
        {
            raw.sqlite3_progress_handler(connection.Handle, steps, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        }
    }

    /// <summary>Runs statements and returns the number of changed rows.</summary>
    public static int Run(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Ends an open transaction. Some failures end it themselves, and a kept connection continues after the others.</summary>
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
