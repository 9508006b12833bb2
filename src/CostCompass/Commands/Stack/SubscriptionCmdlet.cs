namespace CostCompass.Commands;

/// <summary>A command for subscriptions.</summary>
public abstract class SubscriptionCmdlet : CostCompassCmdlet
{
    /// <summary>The current day in the local time zone.</summary>
    private protected DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.Local).Date);

    /// <summary>The subscriptions whose names match.</summary>
    /// <param name="pattern">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>SubscriptionNotFound</c> if a plain name has none.</exception>
    private protected IReadOnlyList<Subscription> Find(string pattern) =>
        Wildcard.Of(pattern).Find(Store.Subscriptions.Read(), one => one.Name, () => NotFound(pattern));

    /// <summary>The output for a subscription now, in the local time zone.</summary>
    private protected CostSubscription Show(Subscription subscription) =>
        new SubscriptionCosts(new ZoneCalendar(TimeZoneInfo.Local)).Show(subscription, Now);

    /// <summary>The error for a subscription that doesn't exist.</summary>
    private protected static CostException NotFound(string name) => SubscriptionErrors.SubscriptionNotFound(AccountName.Shown(name));
}
