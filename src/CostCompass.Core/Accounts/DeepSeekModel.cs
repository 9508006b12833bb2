namespace CostCompass.Accounts;

/// <summary>A model that the account can call.</summary>
public sealed record DeepSeekModel
{
    /// <summary>The account that was queried.</summary>
    public required string Account { get; init; }

    /// <summary>The identifier to use in a request.</summary>
    public required string Id { get; init; }

    /// <summary>The display name, or null if the response has none.</summary>
    public string? Name { get; init; }

    /// <summary>The owner according to the API, or null if the response has none.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The context window in tokens, or null if the response doesn't contain it.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>The maximum output in tokens, or null if the response doesn't contain it.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
