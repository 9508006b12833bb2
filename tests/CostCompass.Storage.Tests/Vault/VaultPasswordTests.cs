using System.Text;
using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultPasswordTests : IDisposable
{
    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TenWrongPasswords_AllFailAlike_EachAfterOneDerivation()
    {
        using UnlockedVault vault = _folder.Filled();
        string[] wrong = ["", "a", "correct horse battery stapl", "correct horse battery staple ", "CORRECT HORSE BATTERY STAPLE", "密码", "\0", new('x', 64), new('x', 65), new('x', 5000)];
        int before = _folder.Derivations;

        var refusals = wrong.Select(password => VaultFolder.Refusal(() => _folder.File().Open(password), "VaultRefused")).ToList();

        Assert.Single(refusals.Select(refusal => (refusal.Message, refusal.Kind, refusal.RecommendedAction)).Distinct());
        Assert.Equal(before + 10, _folder.Derivations);
    }

    [Fact]
    public void ANewPassword_KeepsTheKeys_AndRefusesTheOldOne()
    {
        using UnlockedVault vault = _folder.Filled();
        byte[] former = File.ReadAllBytes(_folder.VaultPath);

        _folder.File().ChangePassword(VaultFolder.Password, "another made-up one");

        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
        using UnlockedVault reopened = _folder.File().Open("another made-up one");
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
        byte[] present = File.ReadAllBytes(_folder.VaultPath);
        Assert.NotEqual(former[16..48], present[16..48]);
        Assert.Equal(former[108..^32], present[108..^32]);
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
    }

    [Fact]
    public void AWrongPresentPassword_ChangesNothing()
    {
        using UnlockedVault vault = _folder.Filled();
        byte[] former = File.ReadAllBytes(_folder.VaultPath);

        VaultFolder.Refusal(() => _folder.File().ChangePassword("wrong", "another made-up one"), "VaultRefused");

        Assert.Equal(former, File.ReadAllBytes(_folder.VaultPath));
    }

    [Fact]
    public void AnEmptyOrEndlessPassword_CannotBeSet()
    {
        VaultFolder.Refusal(() => _folder.File().Create(""), "VaultPasswordEmpty");
        VaultFolder.Refusal(() => _folder.File().Create(new string('x', 1025)), "VaultPasswordTooLong");
        Assert.False(_folder.File().Exists);

        using UnlockedVault vault = _folder.File().Create(new string('x', 1024));
        VaultFolder.Refusal(() => vault.ProtectWithPassword(""), "VaultPasswordEmpty");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(65)]
    [InlineData(-1)]
    public void IterationsOutOfBounds_AreRefused_AfterTheUsualDerivation(int iterations)
    {
        var asked = new List<int>();
        _folder.Options = _folder.Options with { Derived = asked.Add };
        using UnlockedVault vault = _folder.Filled();
        byte[] bytes = File.ReadAllBytes(_folder.VaultPath);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), iterations);
        File.WriteAllBytes(_folder.VaultPath, bytes);

        VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
        VaultFolder.Refusal(() => _folder.File().ReadHeader(), "VaultRefused");

        Assert.Equal([8, 8], asked);
    }

    [Fact]
    public void TheModuleAsksForSixHundredThousandIterations_AndAcceptsNoFewer()
    {
        Assert.Equal(600_000, VaultOptions.Default.Iterations);
        Assert.Equal(600_000, VaultOptions.Default.MinimumIterations);
        Assert.Equal(10_000_000, VaultOptions.Default.MaximumIterations);
        using UnlockedVault cheap = _folder.Filled();

        VaultFolder.Refusal(() => new VaultFile(_folder.VaultPath).ReadHeader(), "VaultRefused");

        string path = Path.Combine(_folder.Folder, "priced.bin");
        using UnlockedVault priced = new VaultFile(path).Create(VaultFolder.Password);
        Assert.Equal(new VaultHeader(VaultMode.Password, 600_000, 0), new VaultFile(path).ReadHeader());
    }

    [Fact]
    public void RefusalsNameNoPassword()
    {
        using UnlockedVault vault = _folder.Filled();
        CostException refusal = VaultFolder.Refusal(() => _folder.File().Open("not-this-one"), "VaultRefused");

        Assert.DoesNotContain("not-this-one", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.UTF8.GetString(File.ReadAllBytes(_folder.VaultPath)), VaultFolder.Password, StringComparison.Ordinal);
    }
}
