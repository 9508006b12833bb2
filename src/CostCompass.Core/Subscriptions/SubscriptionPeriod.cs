namespace CostCompass.Subscriptions;

/// <summary>How often a subscription is charged.</summary>
public enum SubscriptionPeriod
{
    /// <summary>Every month, or every few months.</summary>
    Monthly,

    /// <summary>Every year, or every few years.</summary>
    Yearly,
}
