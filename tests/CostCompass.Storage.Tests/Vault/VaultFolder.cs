using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

/// <summary>A folder of its own for one test, with cheap passwords, and a count of what they cost.</summary>
internal sealed class VaultFolder : IDisposable
{
    public const string Password = "correct horse battery staple";
    public const string Key = "sk-made-up-0123456789";

    public static readonly KeyAddress Address = KeyAddress.Of(new Uri("https://api.deepseek.com"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-vault-");
    private int _derivations;

    public VaultFolder() => Options = new VaultOptions
    {
        Iterations = 8,
        MinimumIterations = 8,
        MaximumIterations = 64,
        Derived = _ => Interlocked.Increment(ref _derivations),
        LockPatience = TimeSpan.FromSeconds(30),
    };

    public VaultOptions Options { get; set; }

    public int Derivations => Volatile.Read(ref _derivations);

    public string Folder => _folder.FullName;

    public string VaultPath => Path.Combine(Folder, "vault.bin");

    public string KeyPath => Path.Combine(Folder, "vault.key");

    public VaultFile File() => new(VaultPath, Options);

    /// <summary>A vault with one key for the account <c>deepseek</c>.</summary>
    public UnlockedVault Filled()
    {
        UnlockedVault vault = File().Create(Password);
        vault.Seal("deepseek", Address, Key);
        return vault;
    }

    public static string Reveal(UnlockedVault vault, string account)
    {
        using var secret = vault.Reveal(account);
        Assert.Equal(Address, secret!.Address);
        return secret.Span.ToString();
    }

    public static CostException Refusal(Action action, string errorId)
    {
        var exception = Assert.Throws<CostException>(action);
        Assert.Equal(errorId, exception.ErrorId);
        return exception;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
