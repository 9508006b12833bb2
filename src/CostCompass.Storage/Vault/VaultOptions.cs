using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>Fills a span with random bytes.</summary>
/// <param name="destination">The span. Every byte is replaced.</param>
internal delegate void RandomFill(Span<byte> destination);

/// <summary>Settings that only tests change: the cost of a password, the source of randomness, and how long a writer waits.</summary>
internal sealed record VaultOptions
{
    /// <summary>The settings of the module.</summary>
    public static VaultOptions Default { get; } = new();

    /// <summary>The PBKDF2 iterations of a new password.</summary>
    public int Iterations { get; init; } = 600_000;

    /// <summary>The minimum iterations in a file.</summary>
    public int MinimumIterations { get; init; } = 600_000;

    /// <summary>The maximum iterations in a file: more would let an altered file stall the process.</summary>
    public int MaximumIterations { get; init; } = 10_000_000;

    /// <summary>The source of keys, salts and nonces.</summary>
    public RandomFill Random { get; init; } = RandomNumberGenerator.Fill;

    /// <summary>Called once for each derivation from a password, with its iterations.</summary>
    public Action<int>? Derived { get; init; }

    /// <summary>How long a writer waits for another one.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Random bytes that aren't secret, such as a salt or a nonce.</summary>
    /// <param name="length">The number of bytes.</param>
    public byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        Random(bytes);
        return bytes;
    }
}
