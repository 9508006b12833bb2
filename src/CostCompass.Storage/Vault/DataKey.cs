using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>The 256-bit key of an unlocked vault, which several threads may share and any of them may lock.</summary>
internal sealed class DataKey : IDisposable
{
    private readonly object _gate = new();
    private readonly SecretBytes _key;
    private bool _isLocked;

    private DataKey(SecretBytes key) => _key = key;

    /// <summary>The memory of the key; all zero once locked.</summary>
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
    /// <param name="key">The key. From now on it is disposed here.</param>
    public static DataKey Take(SecretBytes key) => new(key);

    /// <summary>
    /// Copies the key for one operation, so that locking never waits for a file and an operation never sees half a key.
    /// Fails with <c>VaultLocked</c> once the key is gone.
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
