namespace CostCompass.Health;

/// <summary>The result of one health check.</summary>
public sealed record CostHealthCheck
{
    /// <summary>What is checked: <c>Store</c>, <c>Account</c>, <c>Vault</c>, <c>Schedule</c>, <c>Key</c>, <c>Clock</c>, <c>Figures</c>, <c>Log</c>, <c>Reading</c>, <c>Budget</c> or <c>Price</c>.</summary>
    public required string Check { get; init; }

    /// <summary>The account or the budget, or null if there is only one such check.</summary>
    public string? Name { get; init; }

    /// <summary>The result.</summary>
    public required HealthState State { get; init; }

    /// <summary>What was found, or null.</summary>
    public string? Finding { get; init; }

    /// <summary>The next step, or null if there is nothing to do.</summary>
    public string? RecommendedAction { get; init; }
}
