namespace CostCompass.Subscriptions;

/// <summary>The charging period of a subscription.</summary>
public enum SubscriptionPeriod
{
    /// <summary>Every month, or every few months.</summary>
    Monthly,

    /// <summary>Every year, or every few years.</summary>
    Yearly,
}
