using System.Text;
using CostCompass.Storage.Files;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Storage.Tests.Files;

public sealed class ProviderDefinitionFolderTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"costcompass-definitions-{Guid.NewGuid():n}");

    private ProviderDefinitionFolder Store => new SqliteCostStore(_home).ProviderDefinitions;

    private string Kept => Path.Combine(_home, "providers", "sample.json");

    public void Dispose()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    [Fact]
    public void ReadingFromNone_GivesNothing_AndMakesNothing()
    {
        Assert.Empty(Store.Read());
        Assert.False(Directory.Exists(_home));
    }

    [Fact]
    public void ADefinition_ComesBackAsItWasKept_UnderItsNameInLowerCase()
    {
        Store.Save("Sample", Encoding.UTF8.GetBytes("{ }"));

        var kept = Assert.Single(Store.Read());

        Assert.Equal(("sample", Kept, "{ }"), (kept.Name, kept.Path, Encoding.UTF8.GetString(kept.Text.Span)));
        Assert.Null(kept.Failure);
    }

    [Fact]
    public void ADefinitionOfTheSameName_TakesThePlaceOfTheFormer()
    {
        Store.Save("Sample", Encoding.UTF8.GetBytes("a long first text"));
        Store.Save("SAMPLE", Encoding.UTF8.GetBytes("second"));

        Assert.Equal("second", Encoding.UTF8.GetString(Assert.Single(Store.Read()).Text.Span));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Kept)!));
    }

    [Fact]
    public void FolderAndFile_AreForTheCurrentUserAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save("Sample", Encoding.UTF8.GetBytes("{ }"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Kept)!));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    public void ADefinitionThatOthersReach_IsNotUsed_AndLeavesTheRest(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Store.Save("Sample", Encoding.UTF8.GetBytes("{ }"));
        Store.Save("Sound", Encoding.UTF8.GetBytes("{ }"));
        File.SetUnixFileMode(Kept, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);

        var read = Store.Read();

        Assert.Equal(["DefinitionExposed", null], read.Select(definition => definition.Failure?.ErrorId));
        Assert.True(read[0].Text.IsEmpty);
        Assert.False(read[1].Text.IsEmpty);
    }
}
