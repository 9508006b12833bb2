using System.Diagnostics.CodeAnalysis;

namespace CostCompass.Storage.Vault;

/// <summary>
/// Keeps vaults unlocked for every runspace of the process: their data keys, by full path, until they are locked, time out, or the
/// process ends. Safe for use by several threads.
/// </summary>
/// <remarks>
/// The vaults that it gives share one key per path. Disposing such a vault leaves the key here; locking it here makes every operation
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

    /// <summary>Makes a keyring of its own. The module uses <see cref="Shared"/>.</summary>
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
    /// The one keyring of the process. It is the only state that runspaces share: unlocking in one of them is meant for all of them.
    /// </summary>
    public static VaultKeyring Shared => Process.Value;

    /// <summary>Makes a vault with a password and keeps it unlocked.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">1 to 1024 characters.</param>
    /// <param name="timeout">When to lock it, counted from now, or null for when the process ends.</param>
    /// <exception cref="CostException"><c>InvalidVaultTimeout</c>, and as <see cref="VaultFile.Create(ReadOnlySpan{char})"/>.</exception>
    public UnlockedVault Create(string path, ReadOnlySpan<char> password, TimeSpan? timeout = null)
    {
        RequireTimeout(timeout);
        return Hold(new VaultFile(path, _options).Create(password), timeout);
    }

    /// <summary>Makes a vault that opens for the current user, and keeps it unlocked.</summary>
    /// <param name="path">The vault's file.</param>
    /// <exception cref="CostException">As <see cref="VaultFile.CreateForCurrentUser"/>.</exception>
    public UnlockedVault CreateForCurrentUser(string path) => Hold(new VaultFile(path, _options).CreateForCurrentUser(), timeout: null);

    /// <summary>Opens a vault with its password and keeps it unlocked. Unlocking again sets the timeout again.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">The password.</param>
    /// <param name="timeout">When to lock it, counted from now, or null for when the process ends. At most 30 days.</param>
    /// <exception cref="CostException"><c>InvalidVaultTimeout</c>, and as <see cref="VaultFile.Open"/>.</exception>
    public UnlockedVault Unlock(string path, ReadOnlySpan<char> password, TimeSpan? timeout = null)
    {
        RequireTimeout(timeout);
        return Hold(new VaultFile(path, _options).Open(password), timeout);
    }

    /// <summary>Unlocks a vault with a password; one that is to lock itself still does, at the same time.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="CostException">As <see cref="VaultFile.Open"/>.</exception>
    public UnlockedVault UnlockAgain(string path, ReadOnlySpan<char> password)
    {
        UnlockedVault opened = new VaultFile(path, _options).Open(password);
        return Hold(opened, LocksAt(path) - _timeProvider.GetUtcNow());
    }

    /// <summary>
    /// The vault, ready for use: one that is unlocked already, else one that opens for the current user without a password.
    /// When the file was made again or altered since it was unlocked, the key is zeroed and forgotten.
    /// </summary>
    /// <param name="path">The vault's file.</param>
    /// <exception cref="CostException">
    /// <c>VaultMissing</c>; <c>VaultLocked</c> when it wants a password that no one gave; <c>VaultReplaced</c>;
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

    /// <summary>The vault if it is unlocked. The file isn't looked at.</summary>
    /// <param name="path">The vault's file.</param>
    /// <param name="vault">The unlocked vault.</param>
    /// <returns>False if it is locked or has timed out.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out UnlockedVault? vault)
    {
        var file = new VaultFile(path, _options);
        lock (_gate)
        {
            // A timer can be late, for example after the machine slept: the clock has the last word.
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

    /// <summary>When the vault locks itself, or null if it is locked, or unlocked until the process ends.</summary>
    /// <param name="path">The vault's file.</param>
    public DateTimeOffset? LocksAt(string path)
    {
        lock (_gate)
        {
            return TryGet(path, out UnlockedVault? vault) ? _held[vault.FullPath].LocksAt : null;
        }
    }

    /// <summary>Zeroes a vault's data key.</summary>
    /// <param name="path">The vault's file.</param>
    /// <returns>False if it was locked already.</returns>
    public bool Lock(string path) => Forget(new VaultFile(path, _options).FullPath, _ => true);

    /// <summary>Zeroes every data key.</summary>
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

    /// <summary>Zeroes every data key.</summary>
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
                // The same key stays in place, so that vaults given out before keep working.
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

    /// <summary>Forgets a vault's key if it is still the one that is meant: another thread may have unlocked again.</summary>
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
