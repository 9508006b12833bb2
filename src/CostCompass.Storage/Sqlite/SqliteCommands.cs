using System.Globalization;
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

    /// <summary>Reads one whole number.</summary>
    public static long ReadInteger(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
