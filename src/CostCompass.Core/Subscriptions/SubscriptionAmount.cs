namespace CostCompass.Subscriptions;

/// <summary>What a subscription costs from a day on, until another amount follows.</summary>
/// <param name="From">The first day on which this amount is charged.</param>
/// <param name="Amount">How much each charge is, in units of the currency.</param>
public readonly record struct SubscriptionAmount(DateOnly From, decimal Amount)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.#########} from {From:yyyy-MM-dd}");
}
