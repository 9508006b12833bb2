using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// Waits for the turn to write. SQLite's own waiting asks less and less often, so that of many writers the one that has waited longest
/// has the least hope; here each of them asks equally often.
/// </summary>
internal static class WriteTurn
{
    private const int PrimaryCode = 0xFF;
    private const int ShortestPause = 2;
    private const int LongestPause = 14;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Begins a write transaction.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="busyTimeout">How long its other statements wait, in milliseconds.</param>
    /// <exception cref="SqliteException">It can't be begun, or others have been writing all the time.</exception>
    public static void Take(SqliteConnection connection, int busyTimeout)
    {
        long start = Stopwatch.GetTimestamp();
        _ = raw.sqlite3_busy_timeout(connection.Handle, 0);
        try
        {
            while (raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE") is var result && result != raw.SQLITE_OK)
            {
                if ((result & PrimaryCode) != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(start) > Patience)
                {
                    SqliteException.ThrowExceptionForRC(result, connection.Handle);
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
