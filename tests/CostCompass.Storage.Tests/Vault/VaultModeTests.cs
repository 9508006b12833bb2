using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultModeTests : IDisposable
{
    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AVaultForTheCurrentUser_OpensWithoutAPassword_AndWithoutADerivation()
    {
        using (UnlockedVault made = _folder.File().CreateForCurrentUser())
        {
            made.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
        }

        using UnlockedVault vault = _folder.File().OpenForCurrentUser();

        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
        Assert.Equal(new VaultHeader(VaultMode.CurrentUser, 0, 1), _folder.File().ReadHeader());
        Assert.Equal(0, _folder.Derivations);
    }

    [Fact]
    public void EitherMode_SaysWhichOneItIs_WhenOpenedTheOtherWay()
    {
        using UnlockedVault vault = _folder.Filled();
        VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultLocked");

        vault.ProtectForCurrentUser();

        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultModeMismatch");
    }

    [Fact]
    public void ChangesOfMode_KeepTheKeys_AndLeaveNoSecretBehind()
    {
        using UnlockedVault vault = _folder.Filled();

        vault.ProtectForCurrentUser();
        Assert.Equal(VaultMode.CurrentUser, vault.ReadHeader().Mode);
        Assert.True(File.Exists(_folder.KeyPath));

        vault.ProtectWithPassword("another made-up one");
        Assert.Equal(VaultMode.Password, vault.ReadHeader().Mode);
        Assert.False(File.Exists(_folder.KeyPath));

        using UnlockedVault reopened = _folder.File().Open("another made-up one");
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
    }

    [Fact]
    public void ProtectingForTheCurrentUserTwice_KeepsTheSecret_AndWrapsAnew()
    {
        using UnlockedVault vault = _folder.File().CreateForCurrentUser();
        byte[] secret = File.ReadAllBytes(_folder.KeyPath);
        byte[] former = File.ReadAllBytes(_folder.VaultPath);

        vault.ProtectForCurrentUser();

        Assert.Equal(secret, File.ReadAllBytes(_folder.KeyPath));
        Assert.NotEqual(former[16..48], File.ReadAllBytes(_folder.VaultPath)[16..48]);
        using UnlockedVault reopened = _folder.File().OpenForCurrentUser();
    }

    [Fact]
    public void AnAlteredKeyFile_IsRefused_AndAMissingOneIsNamed()
    {
        using UnlockedVault vault = _folder.File().CreateForCurrentUser();
        byte[] secret = File.ReadAllBytes(_folder.KeyPath);
        for (int bit = 0; bit < secret.Length * 8; bit++)
        {
            byte[] altered = [.. secret];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_folder.KeyPath, altered);
            VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultRefused");
        }

        File.WriteAllBytes(_folder.KeyPath, [.. secret, 0]);
        VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultRefused");

        File.Delete(_folder.KeyPath);
        var missing = VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultKeyFileMissing");
        Assert.Contains(_folder.KeyPath, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFlippedBit_IsRefused_AlsoForTheCurrentUser()
    {
        using UnlockedVault vault = _folder.File().CreateForCurrentUser();
        vault.Seal("deepseek", VaultFolder.Address, VaultFolder.Key);
        byte[] intact = File.ReadAllBytes(_folder.VaultPath);

        for (int bit = 0; bit < intact.Length * 8; bit++)
        {
            byte[] altered = [.. intact];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_folder.VaultPath, altered);
            VaultFolder.Refusal(() => _folder.File().OpenForCurrentUser(), "VaultRefused");
        }
    }

    [Fact]
    public void AVaultNamedLikeAKeyFile_DoesNotOverwriteItself()
    {
        var file = new VaultFile(Path.Combine(_folder.Folder, "odd.key"), _folder.Options);
        using UnlockedVault vault = file.CreateForCurrentUser();

        vault.ProtectWithPassword(VaultFolder.Password);

        using UnlockedVault reopened = file.Open(VaultFolder.Password);
        Assert.NotEqual(file.FullPath, file.KeyFilePath);
    }
}
