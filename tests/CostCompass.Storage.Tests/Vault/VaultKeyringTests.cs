using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultKeyringTests : IDisposable
{
    private readonly VaultFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly VaultKeyring _keyring;

    public VaultKeyringTests() => _keyring = new VaultKeyring(_clock, _folder.Options);

    public void Dispose()
    {
        _keyring.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void AnUnlockedVault_StaysOpen_AlsoWhenACallerDisposesIt()
    {
        _folder.Filled().Dispose();
        _keyring.Unlock(_folder.VaultPath, VaultFolder.Password).Dispose();
        int derivations = _folder.Derivations;

        using (UnlockedVault vault = _keyring.Open(_folder.VaultPath))
        {
            Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
        }

        Assert.True(_keyring.TryGet(Path.Combine(_folder.Folder, ".", "vault.bin"), out _));
        Assert.Equal(derivations, _folder.Derivations);
    }

    [Fact]
    public void Lock_ZeroesTheKey_AndClosesEveryVaultGivenOut()
    {
        UnlockedVault vault = _keyring.Create(_folder.VaultPath, VaultFolder.Password);
        vault.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
        Assert.Contains(vault.Key.Memory.ToArray(), value => value != 0);

        Assert.True(_keyring.Lock(_folder.VaultPath));

        Assert.All(vault.Key.Memory.ToArray(), value => Assert.Equal(0, value));
        Assert.True(vault.IsLocked);
        Assert.False(_keyring.Lock(_folder.VaultPath));
        Assert.False(_keyring.TryGet(_folder.VaultPath, out _));
        VaultFolder.Refusal(() => vault.Reveal("deepseek"), "VaultLocked");
    }

    [Fact]
    public void ALockedVault_NamesBothWaysToOpenIt()
    {
        _folder.Filled().Dispose();

        CostException locked = VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultLocked");

        Assert.Equal(CostErrorKind.Authentication, locked.Kind);
        Assert.Contains("Unlock-CostVault", locked.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("COSTCOMPASS_VAULT_PASSWORD", locked.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(_folder.VaultPath, locked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingVault_IsCalledMissing() => VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultMissing");

    [Fact]
    public void UnlockedAgain_AVaultLocksWhenItWouldHave()
    {
        _folder.Filled().Dispose();
        _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromMinutes(15)).Dispose();
        DateTimeOffset? locksAt = _keyring.LocksAt(_folder.VaultPath);
        _clock.Advance(TimeSpan.FromMinutes(5));

        _keyring.UnlockAgain(_folder.VaultPath, VaultFolder.Password).Dispose();
        Assert.Equal((locksAt, _clock.GetUtcNow().AddMinutes(10)), (_keyring.LocksAt(_folder.VaultPath), locksAt!.Value));

        _clock.Advance(TimeSpan.FromMinutes(10));
        VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultLocked");

        _keyring.UnlockAgain(_folder.VaultPath, VaultFolder.Password).Dispose();
        Assert.Null(_keyring.LocksAt(_folder.VaultPath));
    }

    [Fact]
    public void TheTimeout_LocksAndZeroes()
    {
        _folder.Filled().Dispose();
        UnlockedVault vault = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromMinutes(15));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(15), _keyring.LocksAt(_folder.VaultPath));

        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.All(vault.Key.Memory.ToArray(), value => Assert.Equal(0, value));
        VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultLocked");
        Assert.Null(_keyring.LocksAt(_folder.VaultPath));
    }

    [Fact]
    public void ATimerThatIsLate_GivesNoKeyAway()
    {
        _folder.Filled().Dispose();
        UnlockedVault vault = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromMinutes(15));

        _clock.Sleep(TimeSpan.FromHours(8));

        Assert.False(_keyring.TryGet(_folder.VaultPath, out _));
        Assert.True(vault.IsLocked);
    }

    [Fact]
    public void UnlockingAgain_SetsTheTimeoutAnew_AndKeepsTheVaultsGivenOut()
    {
        _folder.Filled().Dispose();
        UnlockedVault first = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromMinutes(15));
        _clock.Advance(TimeSpan.FromMinutes(10));

        _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromMinutes(15));

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(first, "deepseek"));
        Assert.Equal(1, _clock.LiveTimers);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(first.IsLocked);
    }

    [Fact]
    public void AWrongPassword_LeavesAnUnlockedVaultOpen()
    {
        _folder.Filled().Dispose();
        UnlockedVault vault = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password);

        VaultFolder.Refusal(() => _keyring.Unlock(_folder.VaultPath, "wrong"), "VaultRefused");

        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
    }

    [Fact]
    public void AVaultMadeAnew_IsRefusedOnce_AndItsOldKeyIsZeroed()
    {
        _folder.Filled().Dispose();
        UnlockedVault former = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password);
        File.Delete(_folder.VaultPath);
        _folder.Filled().Dispose();

        VaultFolder.Refusal(() => former.Seal("another", VaultFolder.Address, VaultFolder.Key), "VaultReplaced");
        VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultReplaced");

        Assert.All(former.Key.Memory.ToArray(), value => Assert.Equal(0, value));
        VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultLocked");
        using UnlockedVault present = _keyring.Unlock(_folder.VaultPath, VaultFolder.Password);
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(present, "deepseek"));
    }

    [Fact]
    public void ADeletedVault_TakesItsKeyWithIt()
    {
        UnlockedVault vault = _keyring.Create(_folder.VaultPath, VaultFolder.Password);
        File.Delete(_folder.VaultPath);

        VaultFolder.Refusal(() => _keyring.Open(_folder.VaultPath), "VaultMissing");

        Assert.True(vault.IsLocked);
    }

    [Fact]
    public void AVaultForTheCurrentUser_OpensByItself()
    {
        using (UnlockedVault made = _folder.File().CreateForCurrentUser())
        {
            made.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
        }

        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(_keyring.Open(_folder.VaultPath), "deepseek"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(31)]
    public void AnAbsurdTimeout_IsRefused(int days)
    {
        _folder.Filled().Dispose();

        VaultFolder.Refusal(() => _keyring.Unlock(_folder.VaultPath, VaultFolder.Password, TimeSpan.FromDays(days)), "InvalidVaultTimeout");
    }

    [Fact]
    public void ManyThreads_UnlockUseAndLock_WithoutAnyOtherError()
    {
        _folder.Filled().Dispose();

        Parallel.For(0, 400, index =>
        {
            try
            {
                switch (index % 4)
                {
                    case 0:
                        _keyring.Unlock(_folder.VaultPath, VaultFolder.Password);
                        break;
                    case 1:
                        _keyring.Lock(_folder.VaultPath);
                        break;
                    default:
                        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(_keyring.Open(_folder.VaultPath), "deepseek"));
                        break;
                }
            }
            catch (CostException exception) when (exception.ErrorId == "VaultLocked")
            {
            }
        });
    }

    [Fact]
    public void TheProcessHasOneKeyring() => Assert.Same(VaultKeyring.Shared, VaultKeyring.Shared);
}
