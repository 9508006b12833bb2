namespace CostCompass.Accounts;

/// <summary>A model that the account may call.</summary>
public sealed record DeepSeekModel
{
    /// <summary>The account that was asked.</summary>
    public required string Account { get; init; }

    /// <summary>The identifier to use in a request.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people, or null if the answer has none.</summary>
    public string? Name { get; init; }

    /// <summary>The owner that the API names, or null if the answer has none.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The context window in tokens, or null if the answer has none.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>The largest answer in tokens, or null if the answer has none.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
