namespace CostCompass.Subscriptions;

/// <summary>One charge of a subscription and the days that it pays for.</summary>
/// <param name="Date">The day of the charge, the first that it pays for.</param>
/// <param name="Until">The first day that it doesn't pay for: the day of the next charge, also when none follows.</param>
/// <param name="Amount">How much, in units of the currency.</param>
public readonly record struct SubscriptionCharge(DateOnly Date, DateOnly Until, decimal Amount)
{
    /// <summary>How many days it pays for.</summary>
    public int Days => Until.DayNumber - Date.DayNumber;
}
