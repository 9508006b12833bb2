namespace CostCompass.Simulator.Accounts;

/// <summary>Credit that was given at once. Lots that expire sooner are spent sooner.</summary>
internal sealed class GrantLot(decimal amount, DateTimeOffset? expiresAt)
{
    public decimal Remaining { get; set; } = amount;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;
}
