using CostCompass.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CostCompass.SoakWorker.Files;

/// <summary>Stores that somebody else has changed: in their bytes, in their rows or in their tables. They are read and checked.</summary>
internal class StoreSubject : FileSubject
{
    private static readonly string[] _statements =
    [
        "CREATE TRIGGER sqlite_x AFTER INSERT ON snapshot BEGIN UPDATE snapshot SET total = total * 2; END",
        "CREATE TRIGGER x AFTER UPDATE ON snapshot BEGIN DELETE FROM snapshot; END",
        "CREATE VIEW x AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "ALTER TABLE snapshot RENAME TO snapshot_x",
        "ALTER TABLE budget ADD COLUMN x TEXT DEFAULT (randomblob(9))",
        "DROP TABLE budget",
        "CREATE TABLE x (y)",
        "CREATE INDEX x ON snapshot (total * 2)",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 999",
        "PRAGMA application_id = 7",
        "DELETE FROM series",
    ];

    private readonly string[] _columns;
    private readonly byte[] _sound;

    public StoreSubject()
    {
        Folder = Directory.CreateTempSubdirectory("costcompass-files-");
        Store = new SqliteCostStore(Path.Combine(Folder.FullName, "home"));
        Fill(Store);
        _sound = File.ReadAllBytes(Store.FilePath);
        _columns = [.. Columns()];
    }

    protected DirectoryInfo Folder { get; }

    protected SqliteCostStore Store { get; }

    public override byte[] Make(FileMutator mutator) => mutator.Random.Next(3) switch
    {
        0 => mutator.Bytes(_sound),
        1 => Executed(_statements[mutator.Random.Next(_statements.Length)], []),
        _ => Executed(Update(mutator), [Odd(mutator)]),
    };

    public override string? Read(byte[] file)
    {
        Place(Store.FilePath, file);
        bool isSound = Store.Care.Check().All(check => check.IsOk);
        _ = Store.ReadStatus();
        _ = Store.ReadAccounts();
        _ = Store.Budgets.Read();
        foreach (BalanceSeriesKey series in Store.ReadSeries().Select(one => one.Key))
        {
            _ = Store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count();
        }

        return isSound && Store.ReadAccounts().Any(account => account.Name.Any(char.IsControl)) ? "a name with control characters is called sound" : null;
    }

    public override void Dispose()
    {
        Folder.Delete(recursive: true);
        base.Dispose();
    }

    protected static void Place(string path, byte[] file)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.WriteAllBytes(path, file);
    }

    protected static void Fill(SqliteCostStore store)
    {
        store.SaveAccount(new CostAccount { Name = "home", Provider = "DeepSeek", BaseUri = new Uri("https://api.deepseek.com/"), KeySource = KeySource.Vault });
        store.Record([.. Enumerable.Range(0, 20).Select(number => Histories.Reading(Histories.Series("home"), number, Histories.Start.AddMinutes(number)))]);
        store.AddEvents(
        [
            new CostBalanceEvent { Account = "home", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = 1m, At = Histories.Start, RecordedAt = Histories.Start },
        ]);
        store.Budgets.Save(new CostBudget { Name = "all", Amount = 50m, Currency = "USD" });
    }

    private static object Odd(FileMutator mutator) => mutator.Random.Next(4) switch
    {
        0 => mutator.Random.NextInt64(long.MinValue, long.MaxValue),
        1 => mutator.Random.NextDouble() * 1e30,
        2 => new byte[mutator.Random.Next(300)],
        _ => mutator.OddCell(),
    };

    private string Update(FileMutator mutator)
    {
        string[] parts = _columns[mutator.Random.Next(_columns.Length)].Split('|');
        return $"UPDATE OR IGNORE \"{parts[0]}\" SET \"{parts[1]}\" = $1";
    }

    // Rules of the tables are switched off, as somebody would who makes a file by hand.
    private byte[] Executed(string statement, object[] values)
    {
        string path = Path.Combine(Folder.FullName, "changed.db");
        Place(path, _sound);
        using (SqliteConnection connection = Open(path))
        {
            foreach (string text in new[] { "PRAGMA journal_mode = DELETE", "PRAGMA ignore_check_constraints = 1", "PRAGMA foreign_keys = 0", statement })
            {
                using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those above.
                command.CommandText = text;
#pragma warning restore CA2100
                foreach (object value in text == statement ? values : [])
                {
                    command.Parameters.AddWithValue("$1", value);
                }

                try
                {
                    command.ExecuteNonQuery();
                }
                catch (SqliteException) when (text == statement)
                {
                    // SQLite itself refuses this one: the store stays sound.
                }
            }
        }

        return File.ReadAllBytes(path);
    }

    private IEnumerable<string> Columns()
    {
        using SqliteConnection connection = Open(Store.FilePath);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT t.name || '|' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!;
        }
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
