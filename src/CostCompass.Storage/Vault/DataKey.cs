using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>The 256-bit key of an unlocked vault. Several threads can share it, and any of them can lock it.</summary>
internal sealed class DataKey : IDisposable
{
    private readonly object _gate = new();
    private readonly SecretBytes _key;
    private bool _isLocked;

    private DataKey(SecretBytes key) => _key = key;

    /// <summary>The memory of the key. All zeros after locking.</summary>
    internal ReadOnlySpan<byte> Memory => _key.Span;

    public bool IsLocked
    {
        get
        {
            lock (_gate)
            {
                return _isLocked;
            }
        }
    }

    /// <summary>Takes over a key.</summary>
    /// <param name="key">The key. This object now disposes it.</param>
    public static DataKey Take(SecretBytes key) => new(key);

    /// <summary>
    /// Copies the key for one operation, so that locking never waits for a file and an operation never sees a partly cleared key.
    /// Throws <c>VaultLocked</c> after the key was cleared.
    /// </summary>
    /// <param name="path">The vault, for the message.</param>
    public SecretBytes Copy(string path)
    {
        lock (_gate)
        {
            return _isLocked ? throw VaultErrors.Locked(path) : SecretBytes.CopyOf(_key.Span);
        }
    }

    public bool IsSameAs(DataKey other)
    {
        lock (_gate)
        {
            return !_isLocked && CryptographicOperations.FixedTimeEquals(_key.Span, other._key.Span);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isLocked = true;
            _key.Dispose();
        }
    }
}
