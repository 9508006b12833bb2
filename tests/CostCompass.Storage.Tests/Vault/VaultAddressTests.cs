using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultAddressTests : IDisposable
{
    // A file of version 1 with one key for the account DeepSeek: it opens with VaultFolder.Password.
    private const string FileOfVersion1 =
        "43435641554c541a00010101000003e8202122232425262728292a2b2c2d2e2f" +
        "303132333435363738393a3b3c3d3e3f404142434445464748494a4bbc092702" +
        "cdb7ef47cb89d3739d850cb0ee6476b822ec90c3873c8803c600abe41be1a0f0" +
        "ad85c80a6c22a4bedeb45edc000108446565705365656b4c4d4e4f5051525354" +
        "555657001561d9c1b2c81fa592dc0777cb24e3829abd71ea00de3c0f671627f2" +
        "878318c62a2c5f8dae52c57c0f090bd03dfd75fcb32d75135bcf4c10ffb38ee3" +
        "e3e4ca653640b255e350";

    private static readonly KeyAddress Another = KeyAddress.Of(new Uri("https://gateway.example:8443"));

    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AKey_ComesWithTheAddressThatItWasSealedFor()
    {
        using UnlockedVault vault = _folder.Filled();
        vault.Seal("gateway", Another, VaultFolder.Key);

        using AccountKey? first = vault.Reveal("deepseek");
        using AccountKey? second = vault.Reveal("gateway");

        Assert.Equal(VaultFolder.Address, first!.Address);
        Assert.Equal(Another, second!.Address);
        Assert.Equal(Another, _folder.File().ReadAddresses()["gateway"]);
    }

    [Fact]
    public void ARecordWithAnotherAddress_IsRefused_EvenUnderAValidSeal()
    {
        using UnlockedVault vault = _folder.Filled();
        Rewrite(vault, record => record with { Address = Another });

        VaultFolder.Refusal(() => vault.Reveal("deepseek"), "VaultRefused");
    }

    [Fact]
    public void ARecordWithoutItsAddress_IsRefused_EvenUnderAValidSeal()
    {
        using UnlockedVault vault = _folder.Filled();
        Rewrite(vault, record => record with { Address = null });

        VaultFolder.Refusal(() => vault.Confirm(Confirmed("deepseek", Another)), "VaultRefused");
    }

    [Fact]
    public void AFileOfVersion1_Opens_AndItsKeyHasNoAddress()
    {
        using UnlockedVault vault = OpenVersion1();

        Assert.Null(vault.Reveal("deepseek"));
        Assert.Equal([new AccountName("DeepSeek")], vault.ListWithoutAddress());
        Assert.Equal(1, Version());
    }

    [Fact]
    public void AConfirmedKeyOfVersion1_IsSealedForItsAddress_InAFileOfVersion2()
    {
        using (UnlockedVault vault = OpenVersion1())
        {
            vault.Confirm(Confirmed("deepseek", VaultFolder.Address));
        }

        using UnlockedVault reopened = _folder.File().Open(VaultFolder.Password);
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
        Assert.Empty(reopened.ListWithoutAddress());
        Assert.Equal(2, Version());
    }

    [Fact]
    public void AKeyOfVersion1_StaysWithoutAnAddress_WhenAnotherOneIsSealed()
    {
        using (UnlockedVault vault = OpenVersion1())
        {
            vault.Seal("gateway", Another, VaultFolder.Key);
        }

        using UnlockedVault reopened = _folder.File().Open(VaultFolder.Password);
        Assert.Null(reopened.Reveal("deepseek"));
        reopened.Confirm(Confirmed("deepseek", VaultFolder.Address));
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
        Assert.Equal(2, Version());
    }

    [Fact]
    public void AFileOfVersion1_TakesANewPassword()
    {
        using (UnlockedVault vault = OpenVersion1())
        {
            vault.ProtectWithPassword("another password");
        }

        using UnlockedVault reopened = _folder.File().Open("another password");
        Assert.Null(reopened.Reveal("deepseek"));
        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
    }

    [Fact]
    public void AFileOfVersion1ThatCannotBeWritten_IsRead_AndSaysThatItCannotBeConfirmed()
    {
        using UnlockedVault vault = OpenVersion1();
        File.Delete(_folder.VaultPath + ".lock");
        Directory.CreateDirectory(_folder.VaultPath + ".lock");

        Assert.Null(vault.Reveal("deepseek"));
        VaultFolder.Refusal(() => vault.Confirm(Confirmed("deepseek", VaultFolder.Address)), "VaultNotWritable");
        Assert.Null(vault.Reveal("deepseek"));
        Assert.Equal(1, Version());
    }

    [Fact]
    public void AFileOfVersion2_IsRefused_AsOneOfVersion1()
    {
        using UnlockedVault vault = _folder.Filled();
        byte[] altered = File.ReadAllBytes(_folder.VaultPath);
        altered[VaultFormat.VersionOffset + 1] = 1;
        File.WriteAllBytes(_folder.VaultPath, altered);

        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
    }

    [Fact]
    public void ConfirmingAKeyThatIsNotThere_ChangesNothing()
    {
        using UnlockedVault vault = _folder.Filled();
        byte[] before = File.ReadAllBytes(_folder.VaultPath);

        VaultFolder.Refusal(
            () => vault.Confirm(new Dictionary<AccountName, KeyAddress> { ["deepseek"] = Another, ["nobody"] = Another }), "VaultKeyMissing");

        Assert.Equal(before, File.ReadAllBytes(_folder.VaultPath));
    }

    private static Dictionary<AccountName, KeyAddress> Confirmed(string account, KeyAddress address) => new() { [account] = address };

    private int Version() => File.ReadAllBytes(_folder.VaultPath)[VaultFormat.VersionOffset + 1];

    private UnlockedVault OpenVersion1()
    {
        _folder.Options = _folder.Options with { MaximumIterations = 1000 };
        using (_folder.File().Create(VaultFolder.Password))
        {
            File.WriteAllBytes(_folder.VaultPath, Convert.FromHexString(FileOfVersion1));
        }

        return _folder.File().Open(VaultFolder.Password);
    }

    private void Rewrite(UnlockedVault vault, Func<SealedKey, SealedKey> change)
    {
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);
        VaultContent content = _folder.File().Read(dataKey);
        File.WriteAllBytes(_folder.VaultPath, VaultWriter.Write(content with { Keys = [.. content.Keys.Select(change)] }, dataKey, _folder.VaultPath));
    }
}
