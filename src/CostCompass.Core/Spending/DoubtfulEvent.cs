namespace CostCompass.Spending;

/// <summary>An event without a matching increase of the balance, and a nearby increase without a matching event.</summary>
/// <param name="Event">The event.</param>
/// <param name="From">The start of the window in which the event counts as spend, or null if there is no such window yet.</param>
/// <param name="To">The end of that window.</param>
/// <param name="RiseFrom">The start of the window with the increase.</param>
/// <param name="RiseTo">The end of that window.</param>
/// <param name="Unexplained">The part of the increase that isn't recorded.</param>
public sealed record DoubtfulEvent(
    CostBalanceEvent Event, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset RiseFrom, DateTimeOffset RiseTo, decimal Unexplained);
