using System.Text;
using CostCompass.Storage.Vault;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Storage.Tests.Vault;

public sealed class VaultFormatTests : IDisposable
{
    // Computed with another implementation of PBKDF2, HKDF, HMAC and AES-GCM (Python's hashlib and cryptography), from
    // docs/vault-format.md alone: random bytes 00, 01, 02 ... in the order in which they are asked for, 1000 rounds.
    private const string KnownFile =
        "43435641554c541a00020101000003e8202122232425262728292a2b2c2d2e2f" +
        "303132333435363738393a3b3c3d3e3f404142434445464748494a4bbc092702" +
        "cdb7ef47cb89d3739d850cb0ee6476b822ec90c3873c8803c600abe41be1a0f0" +
        "ad85c80a6c22a4bedeb45edc000108446565705365656b001868747470733a2f" +
        "2f6170692e646565707365656b2e636f6d4c4d4e4f5051525354555657001561" +
        "d9c1b2c81fa592dc0777cb24e3829abd71ea00dedda90d9f25678dbcdf0a141d" +
        "50ed3181ec8c6793b75670e18079556018eb0d18ccd887c9a41bbd25bcd09aaa" +
        "991eae8b";

    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void KnownSecrets_GiveTheDocumentedBytes()
    {
        UseKnownRandomness();
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);

        vault.Seal("DeepSeek", VaultFolder.Address, VaultFolder.Key);

        Assert.Equal(KnownFile, Convert.ToHexStringLower(File.ReadAllBytes(_folder.VaultPath)));
    }

    [Fact]
    public void TheDocumentedBytes_Open()
    {
        UseKnownRandomness();
        using (_folder.File().Create(VaultFolder.Password))
        {
            File.WriteAllBytes(_folder.VaultPath, Convert.FromHexString(KnownFile));
        }

        using UnlockedVault vault = _folder.File().Open(VaultFolder.Password);

        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(vault, "deepseek"));
        Assert.Equal(new VaultHeader(VaultMode.Password, 1000, 1), _folder.File().ReadHeader());
    }

    [Fact]
    public void AFlippedBit_IsRefused_WhereverItIs()
    {
        using UnlockedVault filled = _folder.Filled();
        byte[] intact = File.ReadAllBytes(_folder.VaultPath);

        for (int bit = 0; bit < intact.Length * 8; bit++)
        {
            byte[] altered = [.. intact];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(altered);
        }

        File.WriteAllBytes(_folder.VaultPath, intact);
        using UnlockedVault reopened = _folder.File().Open(VaultFolder.Password);
        Assert.Equal(VaultFolder.Key, VaultFolder.Reveal(reopened, "deepseek"));
    }

    [Fact]
    public void AFlippedBit_IsRefused_AlsoByAVaultThatIsUnlocked()
    {
        using UnlockedVault vault = _folder.Filled();
        byte[] intact = File.ReadAllBytes(_folder.VaultPath);

        for (int bit = 0; bit < intact.Length * 8; bit++)
        {
            byte[] altered = [.. intact];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_folder.VaultPath, altered);
            VaultFolder.Refusal(() => vault.Reveal("deepseek"), "VaultReplaced");
        }
    }

    [Fact]
    public void AFileCutShort_IsRefused_AtEveryLength()
    {
        using UnlockedVault filled = _folder.Filled();
        byte[] intact = File.ReadAllBytes(_folder.VaultPath);

        for (int length = 0; length < intact.Length; length++)
        {
            AssertRefused(intact[..length]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(VaultFormat.MaximumFileLength)]
    public void AppendedBytes_AreRefused(int count)
    {
        using UnlockedVault filled = _folder.Filled();

        AssertRefused([.. File.ReadAllBytes(_folder.VaultPath), .. new byte[count]]);
    }

    [Fact]
    public void ARecordUnderAnotherAccount_IsRefused_EvenUnderAValidSeal()
    {
        using UnlockedVault vault = _folder.Filled();
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);
        VaultContent content = _folder.File().Read(dataKey);
        VaultContent swapped = content with { Keys = [content.Keys[0] with { Account = "stranger" }] };
        File.WriteAllBytes(_folder.VaultPath, VaultWriter.Write(swapped, dataKey, _folder.VaultPath));

        VaultFolder.Refusal(() => vault.Reveal("stranger"), "VaultRefused");
    }

    [Fact]
    public void BytesBetweenTheRecordsAndTheSeal_AreRefused_EvenUnderAValidSeal()
    {
        using UnlockedVault vault = _folder.Filled();
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);
        byte[] intact = File.ReadAllBytes(_folder.VaultPath);
        byte[] altered = [.. intact[..^VaultFormat.SealLength], 0, .. new byte[VaultFormat.SealLength]];
        VaultContent.ComputeSeal(dataKey, altered.AsSpan(..^VaultFormat.SealLength), altered.AsSpan(^VaultFormat.SealLength..));

        AssertRefused(altered);
    }

    [Fact]
    public void TwoRecordsOfOneAccount_AreRefused_EvenUnderAValidSeal()
    {
        using UnlockedVault vault = _folder.Filled();
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);
        VaultContent content = _folder.File().Read(dataKey);
        VaultContent doubled = content with { Keys = [content.Keys[0], content.Keys[0] with { Account = "DEEPSEEK" }] };

        AssertRefused(VaultWriter.Write(doubled, dataKey, _folder.VaultPath));
    }

    [Fact]
    public void TwoSealsOfOneKey_ShareNoBytes()
    {
        using UnlockedVault vault = _folder.File().Create(VaultFolder.Password);
        vault.Seal("one", VaultFolder.Address, VaultFolder.Key);
        vault.Seal("two", VaultFolder.Address, VaultFolder.Key);
        using SecretBytes dataKey = vault.Key.Copy(_folder.VaultPath);

        IReadOnlyList<SealedKey> keys = _folder.File().Read(dataKey).Keys;

        Assert.NotEqual(keys[0].Nonce, keys[1].Nonce);
        Assert.NotEqual(keys[0].Ciphertext, keys[1].Ciphertext);
        Assert.NotEqual(keys[0].Tag, keys[1].Tag);
    }

    [Fact]
    public void AKey_StandsInNoFile_InAnyEncoding()
    {
        using UnlockedVault vault = _folder.Filled();
        vault.ProtectForCurrentUser();
        byte[] utf8 = Encoding.UTF8.GetBytes(VaultFolder.Key);
        byte[][] forbidden =
        [
            utf8,
            Encoding.Unicode.GetBytes(VaultFolder.Key),
            Encoding.BigEndianUnicode.GetBytes(VaultFolder.Key),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(utf8)[..24]),
            Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)),
        ];

        foreach (string file in Directory.EnumerateFiles(_folder.Folder))
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.All(forbidden, needle => Assert.Equal(-1, bytes.AsSpan().IndexOf(needle)));
        }
    }

    [Fact]
    public void AnyKey_ComesBackAsItWas() => Prop
        .ForAll<NonEmptyString>(text => text.Get.Any(char.IsSurrogate) || RoundTrips(text.Get))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void AnyBytes_AreRefused_AndNothingElse() => Prop
        .ForAll<byte[]>(bytes =>
        {
            byte[] head = [.. VaultFormat.Magic, 0, 2, 1, 1, 0, 0, 0, 8];
            return !VaultReader.TryRead(bytes, _folder.Options, out _)
                && (!VaultReader.TryRead([.. head, .. new byte[92], .. bytes], _folder.Options, out VaultContent? content)
                    || content.Keys.Count <= bytes.Length);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool RoundTrips(string text)
    {
        using VaultFolder folder = new();
        using UnlockedVault vault = folder.File().Create(VaultFolder.Password);
        vault.Seal("deepseek", VaultFolder.Address, text);
        return VaultFolder.Reveal(vault, "DEEPSEEK") == text;
    }

    private void AssertRefused(byte[] altered)
    {
        File.WriteAllBytes(_folder.VaultPath, altered);
        int before = _folder.Derivations;
        CostException refusal = VaultFolder.Refusal(() => _folder.File().Open(VaultFolder.Password), "VaultRefused");
        Assert.Equal("The vault password is wrong, or the vault file was altered.", refusal.Message);
        Assert.Equal(CostErrorKind.Authentication, refusal.Kind);
        Assert.Null(refusal.InnerException);
        Assert.Equal(before + 1, _folder.Derivations);
    }

    private void UseKnownRandomness()
    {
        byte next = 0;
        _folder.Options = _folder.Options with
        {
            Iterations = 1000,
            MaximumIterations = 1000,
            Random = destination =>
            {
                foreach (ref byte value in destination)
                {
                    value = next++;
                }
            },
        };
    }
}
