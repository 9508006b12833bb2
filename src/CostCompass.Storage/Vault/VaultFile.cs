namespace CostCompass.Storage.Vault;

/// <summary>
/// A vault on disk: API keys, each sealed with AES-256-GCM under one random data key, which a password or the current user opens.
/// It contains no secret itself, and several threads can use it. The format is described in <c>docs/vault-format.md</c>.
/// </summary>
/// <remarks>
/// In addition to the errors of each member, all of them can fail with <c>VaultExposed</c> (others can read or write the file or its
/// folder), <c>VaultNotReadable</c>, and those that write with <c>VaultNotWritable</c> or <c>VaultBusy</c>.
/// </remarks>
public sealed class VaultFile
{
    private readonly VaultOptions _options;

    /// <summary>Creates the object. Nothing is read or written.</summary>
    /// <param name="path">The file, for example <c>vault.bin</c>. Relative to the current directory of the process.</param>
    public VaultFile(string path)
        : this(path, VaultOptions.Default)
    {
    }

    internal VaultFile(string path, VaultOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FullPath = Path.GetFullPath(path);
        _options = options;
    }

    /// <summary>The full path of the file.</summary>
    public string FullPath { get; }

    /// <summary>Whether the file exists. Also false if the folder can't be accessed.</summary>
    public bool Exists => File.Exists(FullPath);

    /// <summary>The location of the secret for <see cref="VaultMode.CurrentUser"/>: next to the vault, with the extension <c>.key</c>.</summary>
    public string KeyFilePath => CurrentUserSecret.PathFor(FullPath);

    internal VaultOptions Options => _options;

    /// <summary>What the file says about itself, without a password and unverified.</summary>
    /// <exception cref="CostException"><c>VaultMissing</c>, or <c>VaultRefused</c> if it isn't a vault of this version.</exception>
    public VaultHeader ReadHeader() => VaultReader.TryRead(ReadBytes(), _options, out VaultContent? content)
        ? new VaultHeader(content.Protection.Mode, content.Protection.Iterations, content.Keys.Count)
        : throw VaultErrors.Refused();

    /// <summary>
    /// The address of each sealed key, without a password and unverified: for display, never to decide where a key is sent. Null for a key
    /// that was sealed without one.
    /// </summary>
    /// <exception cref="CostException"><c>VaultMissing</c>, or <c>VaultRefused</c> if it isn't a vault of a known version.</exception>
    public IReadOnlyDictionary<AccountName, KeyAddress?> ReadAddresses() => VaultReader.TryRead(ReadBytes(), _options, out VaultContent? content)
        ? content.Keys.ToDictionary(key => new AccountName(key.Account), key => key.Address)
        : throw VaultErrors.Refused();

    /// <summary>Creates an empty vault with a password, and its folder.</summary>
    /// <param name="password">1 to 1024 characters.</param>
    /// <returns>The vault, unlocked. The caller disposes it.</returns>
    /// <exception cref="CostException"><c>VaultExists</c>, <c>VaultPasswordEmpty</c>, <c>VaultPasswordTooLong</c>.</exception>
    public UnlockedVault Create(ReadOnlySpan<char> password)
    {
        KeyWrapping.RequirePassword(password);
        using SecretBytes dataKey = NewDataKey();
        KeyProtection protection = KeyWrapping.WithPassword(dataKey, password, _options);
        return Create(dataKey, () => protection);
    }

    /// <summary>
    /// Creates an empty vault that opens for the current user without a password. Except on Windows, this protects only against other users
    /// of the computer: anyone who can read this user's files can open the vault.
    /// </summary>
    /// <returns>The vault, unlocked. The caller disposes it.</returns>
    /// <exception cref="CostException"><c>VaultExists</c>.</exception>
    public UnlockedVault CreateForCurrentUser()
    {
        using SecretBytes dataKey = NewDataKey();
        return Create(dataKey, () =>
        {
            using SecretBytes secret = CurrentUserSecret.Create(FullPath, _options);
            return KeyWrapping.WithSecret(dataKey, secret, _options);
        });
    }

    /// <summary>
    /// Opens the vault with a password. A wrong password and an altered file fail with the same error and after the same work: one derivation.
    /// </summary>
    /// <param name="password">The password.</param>
    /// <returns>The vault, unlocked. The caller disposes it.</returns>
    /// <exception cref="CostException">
    /// <c>VaultMissing</c>, <c>VaultRefused</c>, or <c>VaultModeMismatch</c> if the vault opens for the current user.
    /// </exception>
    public UnlockedVault Open(ReadOnlySpan<char> password)
    {
        byte[] file = ReadBytes();
        bool hasHead = VaultReader.TryReadProtection(file, _options, out KeyProtection? protection);
        if (hasHead && protection!.Mode == VaultMode.CurrentUser)
        {
            throw VaultErrors.NoPasswordWanted(FullPath);
        }

        // The work is done even for a file that can't be valid, and for a password that no one can have set.
        ReadOnlySpan<char> bounded = password[..Math.Min(password.Length, VaultFormat.MaximumPasswordLength + 1)];
        using SecretBytes wrappingKey = KeyWrapping.FromPassword(
            bounded, protection?.Salt ?? new byte[VaultFormat.SaltLength], protection?.Iterations ?? _options.Iterations, _options);
        return Unwrap(file, protection, wrappingKey);
    }

    /// <summary>Opens a vault that needs no password.</summary>
    /// <returns>The vault, unlocked. The caller disposes it.</returns>
    /// <exception cref="CostException">
    /// <c>VaultMissing</c>, <c>VaultRefused</c>, <c>VaultKeyFileMissing</c>, or <c>VaultLocked</c> if the vault requires a password.
    /// </exception>
    public UnlockedVault OpenForCurrentUser()
    {
        byte[] file = ReadBytes();
        if (!VaultReader.TryReadProtection(file, _options, out KeyProtection? protection))
        {
            throw VaultErrors.Refused();
        }

        if (protection.Mode == VaultMode.Password)
        {
            throw VaultErrors.Locked(FullPath);
        }

        using SecretBytes secret = CurrentUserSecret.Read(FullPath);
        using SecretBytes wrappingKey = KeyWrapping.FromSecret(secret, protection.Salt);
        return Unwrap(file, protection, wrappingKey);
    }

    /// <summary>Changes the password of the vault, after the current password has opened it. The sealed keys don't change.</summary>
    /// <param name="current">The current password.</param>
    /// <param name="replacement">The new password: 1 to 1024 characters.</param>
    /// <exception cref="CostException">As <see cref="Open"/>, and <c>VaultPasswordEmpty</c>, <c>VaultPasswordTooLong</c>.</exception>
    public void ChangePassword(ReadOnlySpan<char> current, ReadOnlySpan<char> replacement)
    {
        KeyWrapping.RequirePassword(replacement);
        using UnlockedVault vault = Open(current);
        vault.ProtectWithPassword(replacement);
    }

    /// <summary>The content of the file, verified with the data key.</summary>
    /// <param name="dataKey">The data key.</param>
    internal VaultContent Read(SecretBytes dataKey)
    {
        byte[] file = ReadBytes();
        return VaultReader.TryRead(file, _options, out VaultContent? content) && VaultContent.HasSealOf(dataKey, file)
            ? content
            : throw VaultErrors.Replaced(FullPath);
    }

    /// <summary>Reads, changes and writes the file while no other writer does.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="change">Returns the new content, or the same object to leave the file unchanged.</param>
    /// <param name="written">Called after the file is written, before the next writer gets its turn.</param>
    /// <returns>The content before the change.</returns>
    internal VaultContent Update(SecretBytes dataKey, Func<VaultContent, VaultContent> change, Action? written = null)
    {
        // Reading first distinguishes a missing or foreign vault from a folder in which no lock can be created.
        Read(dataKey);
        using VaultWriteLock held = VaultWriteLock.Acquire(FullPath, _options.LockPatience);
        VaultContent before = Read(dataKey);
        VaultContent after = change(before);
        if (!ReferenceEquals(before, after))
        {
            PrivateFile.Replace(FullPath, VaultWriter.Write(after.Current(dataKey, _options), dataKey, FullPath));
            written?.Invoke();
        }

        return before;
    }

    private UnlockedVault Create(SecretBytes dataKey, Func<KeyProtection> protect)
    {
        string folder = Path.GetDirectoryName(FullPath)!;
        try
        {
            PrivateAccess.CreateFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw VaultErrors.NotWritable(folder, exception);
        }

        PrivateAccess.RequireFolder(folder);
        using VaultWriteLock held = VaultWriteLock.Acquire(FullPath, _options.LockPatience);
        if (Exists)
        {
            throw VaultErrors.Exists(FullPath);
        }

        var content = new VaultContent(protect(), []);
        PrivateFile.Replace(FullPath, VaultWriter.Write(content, dataKey, FullPath));
        return new UnlockedVault(this, DataKey.Take(SecretBytes.CopyOf(dataKey.Span)), ownsKey: true);
    }

    private UnlockedVault Unwrap(byte[] file, KeyProtection? protection, SecretBytes wrappingKey)
    {
        SecretBytes? dataKey = protection is null ? null : KeyWrapping.TryUnwrap(protection, wrappingKey);
        if (dataKey is not null && VaultReader.TryRead(file, _options, out _) && VaultContent.HasSealOf(dataKey, file))
        {
            return new UnlockedVault(this, DataKey.Take(dataKey), ownsKey: true);
        }

        dataKey?.Dispose();
        throw VaultErrors.Refused();
    }

    private SecretBytes NewDataKey()
    {
        var dataKey = new SecretBytes(VaultFormat.KeyLength);
        _options.Random(dataKey.Span);
        return dataKey;
    }

    private byte[] ReadBytes() => PrivateFile.TryRead(FullPath, VaultFormat.MaximumFileLength) ?? throw VaultErrors.Missing(FullPath);
}
