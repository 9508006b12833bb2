namespace CostCompass.Subscriptions;

/// <summary>One charge of a subscription and the days that it pays for.</summary>
/// <param name="Date">The day of the charge, which is the first day that it pays for.</param>
/// <param name="Until">The first day that it doesn't pay for: the day of the next charge, even if there is none.</param>
/// <param name="Amount">The amount in units of the currency.</param>
public readonly record struct SubscriptionCharge(DateOnly Date, DateOnly Until, decimal Amount)
{
    /// <summary>The number of days that it pays for.</summary>
    public int Days => Until.DayNumber - Date.DayNumber;
}
