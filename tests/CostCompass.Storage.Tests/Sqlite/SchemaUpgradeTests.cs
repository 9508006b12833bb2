using CostCompass.Balances;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>Every earlier version of the tables, kept in the folder Versions, opens and becomes the current one.</summary>
public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly StoreInFolder _folder = new();

    public static TheoryData<int> EarlierVersions => [.. Enumerable.Range(1, CurrentVersion() - 1)];

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public void AnEarlierVersion_KeepsWhatItHas_AndGetsTheTablesOfTheCurrentOne(int version)
    {
        _folder.Execute(Script(version));

        Assert.Equal("team", Assert.Single(_folder.Store.ReadAccounts()).Name);
        IReadOnlyList<BalanceSnapshot> snapshots = _folder.All;
        Assert.Equal([10m, 9.000000001m], snapshots.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal([2.5m, 1.500000001m], snapshots.Select(snapshot => snapshot.Levels.Granted));
        Assert.All(snapshots, snapshot => Assert.Equal((null, false), (snapshot.Levels.Used, snapshot.Levels.IsUsageOnly)));
        Assert.Equal(version < 2 ? [] : [1m], _folder.Store.ReadEvents().Select(one => one.Amount));
        Assert.Equal(CurrentVersion(), _folder.Store.ReadStatus().SchemaVersion);
        Assert.Equal(TablesOfANewStore(), Tables(_folder));
    }

    public void Dispose() => _folder.Dispose();

    private static int CurrentVersion()
    {
        using StoreInFolder fresh = NewStore();
        return fresh.Store.ReadStatus().SchemaVersion!.Value;
    }

    private static List<string> TablesOfANewStore()
    {
        using StoreInFolder fresh = NewStore();
        return Tables(fresh);
    }

    private static StoreInFolder NewStore()
    {
        var folder = new StoreInFolder();
        folder.Store.SaveAccount(StoreInFolder.Account("team"));
        return folder;
    }

    private static List<string> Tables(StoreInFolder folder)
    {
        using SqliteConnection connection = folder.Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT s.name || ': ' || coalesce((SELECT group_concat(name || ' ' || type || ' ' || "notnull") FROM pragma_table_info(s.name)), s.sql)
            FROM sqlite_schema s WHERE s.name NOT LIKE 'sqlite_%' ORDER BY s.name
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static string Script(int version)
    {
        string name = FormattableString.Invariant($"version-{version}.sql");
        using Stream stream = typeof(SchemaUpgradeTests).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Keep the tables of the former version as Versions/{name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
