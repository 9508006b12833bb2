using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultContentTests : IDisposable
{
    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnAccountsName_MeansTheSame_InAnyCase()
    {
        using UnlockedVault vault = _folder.Filled();

        vault.Seal("DeepSeek", VaultFolder.Address, "sk-made-up-second");

        Assert.Equal(["DeepSeek"], vault.ListAccounts());
        Assert.True(vault.Contains("DEEPSEEK"));
        Assert.Equal("sk-made-up-second", VaultFolder.Reveal(vault, "deepSEEK"));
    }

    [Fact]
    public void ACopiedKey_ReplacesNoOther_ButACopyCanBeRepeated()
    {
        using UnlockedVault vault = _folder.Filled();
        vault.Seal("former", VaultFolder.Address, "sk-made-up-second");

        CostException failure = VaultFolder.Refusal(() => vault.Copy("deepseek", "Former"), "VaultKeyExists");
        vault.Copy("deepseek", "team");
        vault.Copy("deepseek", "team");

        Assert.Contains("'former'", failure.Message, StringComparison.Ordinal);
        Assert.Equal("sk-made-up-second", VaultFolder.Reveal(vault, "former"));
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "team"));
    }

    [Fact]
    public void ListedAccounts_AreSorted()
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
        foreach (string account in (string[])["b", "C", "a"])
        {
            vault.Seal(account, VaultFolder.Address, VaultFolder.Key);
        }

        Assert.Equal(["a", "b", "C"], vault.ListAccounts());
        Assert.Equal(3, _folder.File().ReadHeader().RecordCount);
    }

    [Fact]
    public void ARemovedKey_IsGone()
    {
        using UnlockedVault vault = _folder.Filled();

        Assert.True(vault.Remove("DEEPSEEK"));

        Assert.False(vault.Remove("deepseek"));
        CostException missing = VaultFolder.Refusal(() => vault.Reveal("deepseek"), "VaultKeyMissing");
        Assert.Equal(CostErrorKind.NotFound, missing.Kind);
        Assert.Contains("deepseek", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLongestKey_Fits_AndALongerOneDoesNot()
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
        string longest = new('k', VaultFormat.MaximumKeyLength);

        vault.Seal("deepseek", VaultFolder.Address, longest);

        Assert.Equal(longest, VaultFolder.Reveal(vault, "deepseek"));
        VaultFolder.Refusal(() => vault.Seal("deepseek", VaultFolder.Address, longest + "k"), "InvalidKey");
        VaultFolder.Refusal(() => vault.Seal("deepseek", VaultFolder.Address, new string('é', VaultFormat.MaximumKeyLength - 1)), "InvalidKey");
        Assert.Equal(longest, VaultFolder.Reveal(vault, "deepseek"));
    }

    [Fact]
    public void AKeyThatIsNoText_IsRefused_WithoutBeingQuoted()
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
        string half = "sk-" + (char)0xD800 + "-broken";

        foreach (string key in (string[])["", half])
        {
            CostException refusal = VaultFolder.Refusal(() => vault.Seal("deepseek", VaultFolder.Address, key), "InvalidKey");
            Assert.Null(refusal.InnerException);
            Assert.DoesNotContain("broken", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("-x")]
    public void AnInvalidAccountName_IsRefused(string account)
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);

        VaultFolder.Refusal(() => vault.Seal(account, VaultFolder.Address, VaultFolder.Key), "InvalidAccountName");
    }

    [Fact]
    public void AVaultThatIsFull_SaysSo_AndStaysAsItWas()
    {
        using UnlockedVault vault = _folder.Filled();
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);
        _folder.File().Update(dataKey, content => content with
        {
            Keys = [.. Enumerable.Range(0, VaultFormat.MaximumRecords).Select(index => content.Keys[0] with { Account = $"account{index}" })],
        });

        VaultFolder.Refusal(() => vault.Seal("one-more", VaultFolder.Address, VaultFolder.Key), "VaultFull");

        Assert.Equal(VaultFormat.MaximumRecords, vault.ListAccounts().Count);
    }

    [Fact]
    public void AFileThatWouldPassOneMebibyte_IsNotWritten()
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
        vault.Seal("long", VaultFolder.Address, new string('k', VaultFormat.MaximumKeyLength));
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);

        VaultFolder.Refusal(
            () => _folder.File().Update(dataKey, content => content with
            {
                Keys = [.. Enumerable.Range(0, 300).Select(index => content.Keys[0] with { Account = $"account{index}" })],
            }),
            "VaultFull");

        Assert.Equal(["long"], vault.ListAccounts());
    }

    [Fact]
    public void AnExistingVault_IsNotMadeAnew()
    {
        using UnlockedVault vault = _folder.Filled();

        VaultFolder.Refusal(() => _folder.File().Create("another"), "VaultExists");
        VaultFolder.Refusal(() => _folder.File().CreateForCurrentUser(), "VaultExists");

        Assert.False(File.Exists(_folder.KeyPath));
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
    }

    [Fact]
    public void AMissingVault_IsCalledMissing()
    {
        VaultFile file = new(Path.Combine(_folder.Folder, "nowhere", "vault.bin"), _folder.Options);

        Assert.False(file.Exists);
        foreach (Action action in (Action[])[() => file.Open("x"), () => file.OpenForCurrentUser(), () => file.ReadHeader()])
        {
            CostException missing = VaultFolder.Refusal(action, "VaultMissing");
            Assert.Equal(CostErrorKind.NotFound, missing.Kind);
            Assert.Contains(file.FullPath, missing.Message, StringComparison.Ordinal);
        }
    }
}
