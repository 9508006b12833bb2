using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultAccessTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FilesAreMadeForTheOwnerAlone_InAFolderForTheOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = Path.Combine(_folder.Folder, "made", "here");
        var file = new VaultFile(Path.Combine(folder, "vault.bin"), _folder.Options);
        using UnlockedVault vault = file.CreateForCurrentUser();
        vault.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);

        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(["vault.bin", "vault.bin.lock", "vault.key"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            Assert.Equal(OwnerFile, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void WhatOthersMayReadOrWrite_IsRefused(UnixFileMode extra)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using UnlockedVault vault = _folder.File().CreateForCurrentUser();
        vault.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
        foreach ((string path, string chmod) in ((string, string)[])
            [(_folder.VaultPath, "chmod 600"), (_folder.KeyPath, "chmod 600"), (_folder.Folder, "chmod 700")])
        {
            UnixFileMode intact = File.GetUnixFileMode(path);
            File.SetUnixFileMode(path, intact | extra);

            CostException refusal = VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultExposed");

            Assert.Equal(CostErrorKind.PermissionDenied, refusal.Kind);
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"{chmod} '{path}'", refusal.RecommendedAction, StringComparison.Ordinal);
            File.SetUnixFileMode(path, intact);
        }

        using UnlockedVault reopened = _folder.File().OpenForCurrentUser();
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
    }

    [Fact]
    public void AnExposedVault_IsNotWrittenEither()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using UnlockedVault vault = _folder.Filled();
        File.SetUnixFileMode(_folder.VaultPath, OwnerFile | UnixFileMode.OtherRead);

        VaultFolder.Refusal(() => vault.Seal("another", VaultFolder.Address, VaultFolder.Key), "VaultExposed");
        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultExposed");
        VaultFolder.Refusal(() => _folder.File().ReadHeader(), "VaultExposed");
    }

    [Fact]
    public void AFolderInPlaceOfTheVault_IsCalledUnreadable()
    {
        Directory.CreateDirectory(_folder.VaultPath);

        CostException refusal = VaultFolder.Refusal(() => _folder.File().Open("x"), "VaultNotReadable");

        Assert.Equal(CostErrorKind.Reading, refusal.Kind);
        Assert.Contains(_folder.VaultPath, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeMade_IsCalledUnwritable()
    {
        string occupied = Path.Combine(_folder.Folder, "occupied");
        File.WriteAllText(occupied, "");

        CostException refusal = VaultFolder.Refusal(
            () => new VaultFile(Path.Combine(occupied, "vault.bin"), _folder.Options).Create("x"), "VaultNotWritable");

        Assert.Equal(CostErrorKind.Writing, refusal.Kind);
        Assert.Contains(occupied, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVaultThatCannotBeReplaced_IsCalledUnwritable_AndLeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(_folder.VaultPath);

        VaultFolder.Refusal(() => _folder.File().Create("x"), "VaultNotWritable");

        Assert.Empty(Directory.EnumerateFiles(_folder.Folder, "*.tmp"));
    }
}
