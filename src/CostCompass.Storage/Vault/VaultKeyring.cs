using System.Diagnostics.CodeAnalysis;

namespace CostCompass.Storage.Vault;

/// <summary>
/// Keeps vaults unlocked for every runspace of the process: their data keys, by full path, until they are locked, time out, or the
/// process ends. It is thread-safe.
/// </summary>
/// <remarks>
/// The vaults that it returns share one key per path. Disposing such a vault leaves the key here. Locking it here makes every operation
/// on it fail with <c>VaultLocked</c>.
/// </remarks>
public sealed class VaultKeyring : IDisposable
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);
    private static readonly Lazy<VaultKeyring> Process = new(MakeShared);

    private readonly object _gate = new();
    private readonly Dictionary<string, HeldKey> _held = new(
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly TimeProvider _timeProvider;
    private readonly VaultOptions _options;

    /// <summary>Creates a separate keyring. The module uses <see cref="Shared"/>.</summary>
    /// <param name="timeProvider">The clock of the timeouts.</param>
    public VaultKeyring(TimeProvider timeProvider)
        : this(timeProvider, VaultOptions.Default)
    {
    }

    internal VaultKeyring(TimeProvider timeProvider, VaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        _options = options;
    }

    /// <summary>
    /// The keyring of the process. It is the only state that runspaces share: unlocking in one of them applies to all of them.
    /// </summary>
    public static VaultKeyring Shared => Process.Value;

    /// <summary>Creates a vault with a password and keeps it unlocked.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">1 to 1024 characters.</param>
    /// <param name="timeout">When to lock it, counted from now, or null for when the process ends.</param>
    /// <exception cref="CostException"><c>InvalidVaultTimeout</c>, and as <see cref="VaultFile.Create(ReadOnlySpan{char})"/>.</exception>
    public UnlockedVault Create(string path, ReadOnlySpan<char> password, TimeSpan? timeout = null)
    {
        RequireTimeout(timeout);
        return Hold(new VaultFile(path, _options).Create(password), timeout);
    }

    /// <summary>Creates a vault that opens for the current user, and keeps it unlocked.</summary>
    /// <param name="path">The vault's file.</param>
    /// <exception cref="CostException">As <see cref="VaultFile.CreateForCurrentUser"/>.</exception>
    public UnlockedVault CreateForCurrentUser(string path) => Hold(new VaultFile(path, _options).CreateForCurrentUser(), timeout: null);

    /// <summary>Opens a vault with its password and keeps it unlocked. Unlocking again resets the timeout.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">The password.</param>
    /// <param name="timeout">When to lock it, counted from now, or null for when the process ends. At most 30 days.</param>
    /// <exception cref="CostException"><c>InvalidVaultTimeout</c>, and as <see cref="VaultFile.Open"/>.</exception>
    public UnlockedVault Unlock(string path, ReadOnlySpan<char> password, TimeSpan? timeout = null)
    {
        RequireTimeout(timeout);
        return Hold(new VaultFile(path, _options).Open(password), timeout);
    }

    /// <summary>Unlocks a vault with a password. A vault with a timeout still locks at the same time.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="CostException">As <see cref="VaultFile.Open"/>.</exception>
    public UnlockedVault UnlockAgain(string path, ReadOnlySpan<char> password)
    {
        UnlockedVault opened = new VaultFile(path, _options).Open(password);
        return Hold(opened, LocksAt(path) - _timeProvider.GetUtcNow());
    }

    /// <summary>
    /// The vault, ready for use: an unlocked one, or one that opens for the current user without a password. If the file was replaced or
    /// altered after it was unlocked, the key is cleared and forgotten.
    /// </summary>
    /// <param name="path">The vault's file.</param>
    /// <exception cref="CostException">
    /// <c>VaultMissing</c>, <c>VaultLocked</c> if it requires a password that wasn't specified, <c>VaultReplaced</c>,
    /// and as <see cref="VaultFile.OpenForCurrentUser"/>.
    /// </exception>
    public UnlockedVault Open(string path)
    {
        if (!TryGet(path, out UnlockedVault? vault))
        {
            return Hold(new VaultFile(path, _options).OpenForCurrentUser(), timeout: null);
        }

        try
        {
            vault.Verify();
            return vault;
        }
        catch (CostException exception) when (exception.ErrorId is "VaultReplaced" or "VaultMissing")
        {
            Forget(vault.FullPath, held => ReferenceEquals(held.Key, vault.Key));
            throw;
        }
    }

    /// <summary>The vault if it is unlocked. The file isn't accessed.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="vault">The unlocked vault.</param>
    /// <returns>False if it is locked or has timed out.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out UnlockedVault? vault)
    {
        var file = new VaultFile(path, _options);
        lock (_gate)
        {
            // A timer can be late, for example after the computer slept. The clock decides.
            if (_held.TryGetValue(file.FullPath, out HeldKey? held) && held.LocksAt <= _timeProvider.GetUtcNow())
            {
                _held.Remove(file.FullPath);
                held.Dispose();
                held = null;
            }

            vault = held is null ? null : new UnlockedVault(file, held.Key, ownsKey: false);
            return vault is not null;
        }
    }

    /// <summary>When the vault locks itself. Null if it is locked, or unlocked until the process ends.</summary>
    /// <param name="path">The vault's file.</param>
    public DateTimeOffset? LocksAt(string path)
    {
        lock (_gate)
        {
            return TryGet(path, out UnlockedVault? vault) ? _held[vault.FullPath].LocksAt : null;
        }
    }

    /// <summary>Clears a vault's data key.</summary>
    /// <param name="path">The vault's file.</param>
    /// <returns>False if it was already locked.</returns>
    public bool Lock(string path) => Forget(new VaultFile(path, _options).FullPath, _ => true);

    /// <summary>Clears every data key.</summary>
    public void LockAll()
    {
        lock (_gate)
        {
            foreach (HeldKey held in _held.Values)
            {
                held.Dispose();
            }

            _held.Clear();
        }
    }

    /// <summary>Clears every data key.</summary>
    public void Dispose() => LockAll();

    private static VaultKeyring MakeShared()
    {
        var keyring = new VaultKeyring(TimeProvider.System);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => keyring.LockAll();
        return keyring;
    }

    private static void RequireTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && (given <= TimeSpan.Zero || given > LongestTimeout))
        {
            throw VaultErrors.InvalidTimeout();
        }
    }

    private UnlockedVault Hold(UnlockedVault opened, TimeSpan? timeout)
    {
        lock (_gate)
        {
            DataKey key = opened.Key;
            if (_held.Remove(opened.FullPath, out HeldKey? former))
            {
                // The same key stays in place, so that vaults that were returned before continue to work.
                if (former.Key.IsSameAs(key))
                {
                    key.Dispose();
                    key = former.Release();
                }
                else
                {
                    former.Dispose();
                }
            }

            _held[opened.FullPath] = new HeldKey(key, timeout, _timeProvider, over => Forget(opened.FullPath, held => ReferenceEquals(held, over)));
            return new UnlockedVault(opened.File, key, ownsKey: false);
        }
    }

    /// <summary>Forgets a vault's key if it is still the same one: another thread may have unlocked the vault again.</summary>
    private bool Forget(string fullPath, Func<HeldKey, bool> isMeant)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(fullPath, out HeldKey? held) || !isMeant(held))
            {
                return false;
            }

            _held.Remove(fullPath);
            held.Dispose();
            return true;
        }
    }
}
