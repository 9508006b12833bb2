using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A store in a folder of its own for one test, and short forms of what is put into it.</summary>
internal sealed class StoreInFolder : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    public static readonly BalanceSeriesKey Series = new("team", "DeepSeek", "USD");

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("costcompass-store-");

    public StoreInFolder() => Store = new SqliteCostStore(Folder);

    public string Folder => Path.Combine(_parent.FullName, "home");

    public SqliteCostStore Store { get; }

    public IReadOnlyList<BalanceSnapshot> All => Snapshots(Series);

    public static ReadingToRecord Reading(
        double seconds, decimal total, DateTimeOffset? newestBefore = null, BalanceSeriesKey? series = null, decimal granted = 0m)
    {
        BalanceSeriesKey key = series ?? Series;
        return new ReadingToRecord(
            new BalanceReading(
                key.Account, key.Provider, key.Currency, Noon.AddSeconds(seconds), new BalanceLevels(total, granted, total - granted, true)),
            newestBefore);
    }

    public static CostAccount Account(string name) => new()
    {
        Name = name,
        Provider = "DeepSeek",
        BaseUri = new Uri("https://api.deepseek.com/"),
        KeySource = KeySource.Vault,
    };

    public static CostException Refusal(Action action, string errorId)
    {
        CostException failure = Assert.Throws<CostException>(action);
        Assert.Equal(errorId, failure.ErrorId);
        return failure;
    }

    /// <summary>A connection to the file itself, past the store.</summary>
    public SqliteConnection Connect()
    {
        Directory.CreateDirectory(Folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Store.FilePath, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<BalanceSnapshot> Snapshots(BalanceSeriesKey series) =>
        [.. Store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)];

    public RecordedReading Record(double seconds, decimal total, DateTimeOffset? newestBefore = null) =>
        Store.Record([Reading(seconds, total, newestBefore)]).Single();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _parent.Delete(recursive: true);
    }
}
