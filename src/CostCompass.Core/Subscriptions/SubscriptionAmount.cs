namespace CostCompass.Subscriptions;

/// <summary>The amount of a subscription from a day on, until the next amount.</summary>
/// <param name="From">The first day on which this amount is charged.</param>
/// <param name="Amount">The amount of each charge, in units of the currency.</param>
public readonly record struct SubscriptionAmount(DateOnly From, decimal Amount)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.#########} from {From:yyyy-MM-dd}");
}
