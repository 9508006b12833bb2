namespace CostCompass.Accounts;

/// <summary>The vault that holds the sealed API keys: where it is, what opens it, whether it is open. Never a key.</summary>
public sealed record CostVault
{
    /// <summary>The file of the vault.</summary>
    public required string Path { get; init; }

    /// <summary>Whether there is one yet.</summary>
    public required bool Exists { get; init; }

    /// <summary>What opens it, or null if there is none.</summary>
    public VaultMode? Mode { get; init; }

    /// <summary>Whether its keys can be used in this process now, without giving a password.</summary>
    public required bool IsUnlocked { get; init; }

    /// <summary>When it locks itself, or null if it is locked, or stays open until the process ends.</summary>
    public DateTimeOffset? LocksAt { get; init; }

    /// <summary>How many API keys are sealed in it.</summary>
    public int Keys { get; init; }

    /// <summary>How many rounds of PBKDF2-HMAC-SHA256 a password goes through, or null if none is asked for.</summary>
    public int? Iterations { get; init; }
}
