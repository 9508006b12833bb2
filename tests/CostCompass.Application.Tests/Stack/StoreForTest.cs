using CostCompass.Storage.Sqlite;

namespace CostCompass.Application.Tests.Stack;

/// <summary>A store in a folder of its own, for one test.</summary>
internal sealed class StoreForTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-");

    public StoreForTest() => Store = new SqliteCostStore(Path.Combine(_folder.FullName, "home"));

    public SqliteCostStore Store { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
