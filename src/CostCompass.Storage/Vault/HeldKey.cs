namespace CostCompass.Storage.Vault;

/// <summary>A data key on the keyring, with the timer that removes it.</summary>
internal sealed class HeldKey : IDisposable
{
    private readonly ITimer? _timer;

    /// <summary>Keeps a key.</summary>
    /// <param name="key">The key. It is disposed with this object, unless it is released.</param>
    /// <param name="timeout">When to lock, counted from now, or null for never.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="lockNow">Called with this object, on a thread of the clock, when the time is up.</param>
    public HeldKey(DataKey key, TimeSpan? timeout, TimeProvider timeProvider, Action<HeldKey> lockNow)
    {
        Key = key;
        if (timeout is { } wait)
        {
            LocksAt = timeProvider.GetUtcNow() + wait;
            _timer = timeProvider.CreateTimer(_ => lockNow(this), state: null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    public DataKey Key { get; }

    public DateTimeOffset? LocksAt { get; }

    /// <summary>Stops the timer and returns the key unchanged.</summary>
    public DataKey Release()
    {
        _timer?.Dispose();
        return Key;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Key.Dispose();
    }
}
