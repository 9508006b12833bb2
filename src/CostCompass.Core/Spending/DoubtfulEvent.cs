namespace CostCompass.Spending;

/// <summary>An event that no rise shows, and a rise near to it that no event explains.</summary>
/// <param name="Event">The event.</param>
/// <param name="From">The start of the window in which the event counts as spend; null when it counts in none yet.</param>
/// <param name="To">The end of that window.</param>
/// <param name="RiseFrom">The start of the window of the rise.</param>
/// <param name="RiseTo">The end of that window.</param>
/// <param name="Unexplained">By how much the balance rose there beyond what is recorded.</param>
public sealed record DoubtfulEvent(
    CostBalanceEvent Event, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset RiseFrom, DateTimeOffset RiseTo, decimal Unexplained);
