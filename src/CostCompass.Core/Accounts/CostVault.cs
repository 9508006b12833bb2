namespace CostCompass.Accounts;

/// <summary>The vault with the sealed API keys: its location, what opens it, and whether it is open. Never a key.</summary>
public sealed record CostVault
{
    /// <summary>The file of the vault.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it exists.</summary>
    public required bool Exists { get; init; }

    /// <summary>What opens it, or null if it doesn't exist.</summary>
    public VaultMode? Mode { get; init; }

    /// <summary>Whether its keys can currently be used in this process without a password.</summary>
    public required bool IsUnlocked { get; init; }

    /// <summary>The time at which it locks itself. Null if it is locked, or stays open until the process ends.</summary>
    public DateTimeOffset? LocksAt { get; init; }

    /// <summary>The number of API keys in it.</summary>
    public int Keys { get; init; }

    /// <summary>The number of PBKDF2-HMAC-SHA256 iterations for a password, or null if it has no password.</summary>
    public int? Iterations { get; init; }
}
