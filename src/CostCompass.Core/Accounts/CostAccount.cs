namespace CostCompass.Accounts;

/// <summary>An account at a provider: its address and the source of its key. Never the key.</summary>
public sealed record CostAccount
{
    /// <summary>The placeholder for an address that can't be read. No key can be sent there.</summary>
    public static Uri NoAddress { get; } = new("unreadable:");

    /// <summary>The name that the user specified. It is unique and not case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>The provider, for example <c>DeepSeek</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The only address to which the key is sent.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The source of the key.</summary>
    public required KeySource KeySource { get; init; }

    /// <summary>The name of the environment variable or of the secret, or null if the key is in the vault.</summary>
    public string? KeyReference { get; init; }

    /// <summary>The SecretManagement vault that contains the secret, or null for the default one.</summary>
    public string? SecretVault { get; init; }

    /// <summary>
    /// The fields of the account that can't be read from the store, such as BaseUri, separated by commas, or null if all can be read. The account
    /// isn't queried until it is connected again, and it can be disconnected.
    /// </summary>
    public string? Damage { get; init; }

    /// <summary>The result of the last query in this session, otherwise the status in the newest snapshot.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>The currency with money, from the newest snapshots. Null before the first one.</summary>
    public string? Currency { get; init; }

    /// <summary>The time of the newest reading. Null before the first one.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The spend of the last days in that currency. Null if it wasn't requested, and before the first reading.</summary>
    public Trend? Trend { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
