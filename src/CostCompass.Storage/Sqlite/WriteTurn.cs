using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// Waits for the turn to write. SQLite's own waiting asks less and less often, so that of many writers the one that has waited longest
/// is the least likely to succeed. Here each of them asks equally often, and continues to wait while others finish their writes.
/// </summary>
internal static class WriteTurn
{
    private const int PrimaryCode = 0xFF;
    private const int ShortestPause = 2;
    private const int LongestPause = 14;

    // The number changes when another connection commits.
    private const string State = "PRAGMA data_version";

    /// <summary>Begins a write transaction.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="busyTimeout">How long its other statements wait, in milliseconds.</param>
    /// <param name="patience">The time to wait for others to finish a write.</param>
    /// <exception cref="SqliteException">The transaction can't start, or no other write has finished for that long.</exception>
    public static void Take(SqliteConnection connection, int busyTimeout, TimeSpan patience)
    {
        long since = Stopwatch.GetTimestamp();
        long state = connection.ReadInteger(State);
        _ = raw.sqlite3_busy_timeout(connection.Handle, 0);
        try
        {
            while (raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE") is var result && result != raw.SQLITE_OK)
            {
                if ((result & PrimaryCode) != raw.SQLITE_BUSY)
                {
                    SqliteException.ThrowExceptionForRC(result, connection.Handle);
                }

                if (Stopwatch.GetElapsedTime(since) > patience)
                {
                    long known = state;
                    state = connection.ReadInteger(State);
                    if (state == known)
                    {
                        SqliteException.ThrowExceptionForRC(result, connection.Handle);
                    }

                    since = Stopwatch.GetTimestamp();
                }

                Thread.Sleep(Random.Shared.Next(ShortestPause, LongestPause));
            }
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(connection.Handle, busyTimeout);
        }
    }
}
