namespace CostCompass.Quotes;

/// <summary>The part of a balance that is available for another call.</summary>
/// <param name="Total">The total of the newest snapshot.</param>
/// <param name="SeenAt">The last time at which it was read.</param>
/// <param name="IsAvailable">Whether the account can make calls.</param>
/// <param name="Held">The total amount of open reservations.</param>
/// <param name="Reservations">The number of open reservations.</param>
/// <param name="Unseen">The recently settled amount that the total may not include yet.</param>
public sealed record BalanceStanding(
    decimal Total, DateTimeOffset SeenAt, bool IsAvailable, decimal Held, int Reservations, decimal Unseen)
{
    /// <summary>
    /// How long a reading may not include a charge yet. DeepSeek's balance lags its calls by seconds to minutes. A charge that is visible
    /// sooner is counted twice during that time, which is the safe side.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);

    /// <summary>The available amount. Charges after the snapshot that weren't settled here are unknown.</summary>
    public decimal Available => Total - Held - Unseen;

    /// <summary>Creates the object from a snapshot.</summary>
    /// <param name="snapshot">The newest snapshot.</param>
    /// <param name="held">The amount of each open reservation.</param>
    /// <param name="settled">The cost of each settled call that <see cref="MayBeMissing"/> in the snapshot.</param>
    public static BalanceStanding Of(BalanceSnapshot snapshot, IReadOnlyCollection<decimal> held, IEnumerable<decimal> settled) => new(
        snapshot.Levels.Total, snapshot.LastSeen, snapshot.Levels.IsAvailable, held.Sum(AtLeastZero), held.Count, settled.Sum(AtLeastZero));

    // A reservation or a cost is never negative: a foreign row with a negative amount must not increase the available amount.
    private static decimal AtLeastZero(decimal amount) => Math.Max(0m, amount);

    /// <summary>Whether a total may not include a call that was settled at a time.</summary>
    /// <param name="settledAt">When the call was settled, which is after it was charged.</param>
    /// <param name="seenAt">When the total was last read.</param>
    public static bool MayBeMissing(DateTimeOffset settledAt, DateTimeOffset seenAt) => seenAt - settledAt < Lag;
}
