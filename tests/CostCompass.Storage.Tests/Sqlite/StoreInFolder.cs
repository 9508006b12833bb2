using System.Text;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite;
using CostCompass.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A store in a folder of its own for one test.</summary>
internal sealed class StoreInFolder : StoreUnderTest
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("costcompass-store-");

    public StoreInFolder() => Store = new SqliteCostStore(Folder);

    public string Folder => Path.Combine(_parent.FullName, "home");

    public override SqliteCostStore Store { get; }

    public override string Kind => "SQLite";

    public override SqlCostStore Another() => new SqliteCostStore(Folder);

    internal override SqlCostStore OfSchema(StoreSchema schema) => new SqliteCostStore(Folder, schema);

    public override string Content() =>
        string.Concat(Directory.GetFiles(Folder).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

    public override StoreUnderTest Fresh() => new StoreInFolder();

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

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _parent.Delete(recursive: true);
    }
}
