using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>Fills a span with random bytes.</summary>
/// <param name="destination">The span. Every byte is replaced.</param>
internal delegate void RandomFill(Span<byte> destination);

/// <summary>What only tests change: the price of a password, the source of randomness, and how long a writer waits.</summary>
internal sealed record VaultOptions
{
    /// <summary>What the module uses.</summary>
    public static VaultOptions Default { get; } = new();

    /// <summary>The rounds of PBKDF2 for a password that is set now.</summary>
    public int Iterations { get; init; } = 600_000;

    /// <summary>The fewest rounds that a file may ask for.</summary>
    public int MinimumIterations { get; init; } = 600_000;

    /// <summary>The most rounds that a file may ask for: more would let an altered file stall the process.</summary>
    public int MaximumIterations { get; init; } = 10_000_000;

    /// <summary>The source of keys, salts and nonces.</summary>
    public RandomFill Random { get; init; } = RandomNumberGenerator.Fill;

    /// <summary>Called once for each derivation from a password, with its rounds.</summary>
    public Action<int>? Derived { get; init; }

    /// <summary>How long a writer waits for another one.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Random bytes that are no secret, such as a salt or a nonce.</summary>
    /// <param name="length">How many.</param>
    public byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        Random(bytes);
        return bytes;
    }
}
