using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultWritingTests : IDisposable
{
    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EightWritersAtOnce_LoseNothing()
    {
        using UnlockedVault made = _folder.File().Create(VaultFolder.Password);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => OnItsOwnThread(() =>
        {
            using UnlockedVault vault = _folder.File().Open(VaultFolder.Password);
            for (int index = 0; index < 10; index++)
            {
                vault.Seal($"writer{writer}-{index}", VaultFolder.Address, $"sk-made-up-{writer}-{index}");
            }
        })));

        Assert.Equal(80, made.ListAccounts().Count);
        Assert.Equal("sk-made-up-7-9", VaultFolder.Reveal(made, "writer7-9"));
        Assert.Empty(Directory.EnumerateFiles(_folder.Folder, "*.tmp"));
    }

    [Fact]
    public async Task ReadersSeeAWholeVault_WhileItIsWritten()
    {
        using UnlockedVault vault = _folder.Filled();
        Task writing = OnItsOwnThread(() =>
        {
            for (int index = 0; index < 40; index++)
            {
                vault.Seal($"account{index}", VaultFolder.Address, VaultFolder.Key);
            }
        });

        while (!writing.IsCompleted)
        {
            Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
        }

        await writing;
    }

    [Fact]
    public void WhatADeadProcessLeftBehind_BlocksNobody_AndIsClearedAway()
    {
        string leftover = _folder.VaultPath + ".0123456789abcdef.tmp";
        File.WriteAllText(_folder.VaultPath + ".lock", "");
        File.WriteAllText(leftover, "half a vault");
        File.WriteAllText(_folder.KeyPath, "a secret that opens nothing");

        using UnlockedVault vault = _folder.Filled();
        vault.ProtectForCurrentUser();

        Assert.False(File.Exists(leftover));
        using UnlockedVault reopened = _folder.File().OpenForCurrentUser();
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
    }

    [Fact]
    public void AWriterThatWaitsTooLong_SaysWhy()
    {
        using UnlockedVault made = _folder.Filled();
        _folder.Options = _folder.Options with { LockPatience = TimeSpan.FromMilliseconds(40) };
        using UnlockedVault vault = _folder.File().Open(VaultFolder.Password);

        using (VaultWriteLock.Acquire(_folder.VaultPath, TimeSpan.Zero))
        {
            CostException busy = VaultFolder.Refusal(() => vault.Seal("another", VaultFolder.Address, VaultFolder.Key), "VaultBusy");
            Assert.Equal(CostErrorKind.Timeout, busy.Kind);
            Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
        }

        vault.Seal("another", VaultFolder.Address, VaultFolder.Key);
    }

    [Fact]
    public void TwoThatMakeTheVaultAtOnce_GiveOneVault()
    {
        int made = 0;
        int refused = 0;
        Parallel.For(0, 8, _ =>
        {
            try
            {
                using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
                vault.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
                Interlocked.Increment(ref made);
            }
            catch (CostException exception) when (exception.ErrorId == "VaultExists")
            {
                Interlocked.Increment(ref refused);
            }
        });

        Assert.Equal((1, 7), (made, refused));
        using UnlockedVault opened = _folder.File().Open(VaultFolder.Password);
        Assert.Equal(["deepseek"], opened.ListAccounts());
    }

    private static Task OnItsOwnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
