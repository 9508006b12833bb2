using System.Diagnostics;
using CostCompass.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>Many processes that start at once on a slow computer: each of them writes for long, and one has to wait for several of them.</summary>
public sealed class WriteTurnTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"costcompass-turn-{Guid.NewGuid():n}.db");
    private readonly SqliteConnection _other;

    public WriteTurnTests()
    {
        _other = Open();
        Run(_other, "PRAGMA journal_mode = WAL; CREATE TABLE written(number INTEGER)");
    }

    [Fact]
    public async Task Take_WhileOthersFinishTheirWrites_WaitsLongerThanItsPatience()
    {
        using SqliteConnection waiting = Open();
        Run(_other, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE");
        Task writing = Task.Factory.StartNew(
            () =>
            {
                // Longer than the patience all together, and each far shorter. Between two, the other connection hardly ever gets its turn.
                for (var clock = Stopwatch.StartNew(); clock.Elapsed < 2.5 * Patience;)
                {
                    Thread.Sleep(100);
                    Run(_other, "INSERT INTO written VALUES (1); COMMIT; BEGIN IMMEDIATE");
                }

                Run(_other, "COMMIT");
            },
            TaskCreationOptions.LongRunning);

        Exception? failure = Record.Exception(() => WriteTurn.Take(waiting, 0, Patience));
        await writing;

        Assert.Null(failure);
    }

    [Fact]
    public void Take_WhileAnotherHoldsTheStoreAndFinishesNothing_Fails()
    {
        using SqliteConnection waiting = Open();
        Run(_other, "BEGIN IMMEDIATE");

        var failure = Assert.Throws<SqliteException>(() => WriteTurn.Take(waiting, 0, Patience));

        Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, failure.SqliteErrorCode);
    }

    public void Dispose()
    {
        _other.Dispose();
        foreach (string end in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_file + end);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
