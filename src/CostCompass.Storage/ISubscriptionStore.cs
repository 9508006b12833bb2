using CostCompass.Subscriptions;

namespace CostCompass.Storage;

/// <summary>The subscriptions that the user entered.</summary>
public interface ISubscriptionStore
{
    /// <summary>Every subscription, by name.</summary>
    IReadOnlyList<Subscription> Read();

    /// <summary>Adds a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>False when there is one of that name; then nothing is changed.</returns>
    bool Add(Subscription subscription);

    /// <summary>Changes the subscription of that name, in one transaction with the reading of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">What it becomes, made from what it is.</param>
    /// <returns>What it is now; null when there is none of that name.</returns>
    Subscription? Change(string name, Func<Subscription, Subscription> change);

    /// <summary>Removes a subscription with its past.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one.</returns>
    bool Remove(string name);
}
