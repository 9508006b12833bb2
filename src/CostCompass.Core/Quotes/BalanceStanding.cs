namespace CostCompass.Quotes;

/// <summary>What of a balance can be promised to another call.</summary>
/// <param name="Total">The total of the newest snapshot.</param>
/// <param name="SeenAt">The last instant at which it was seen.</param>
/// <param name="IsAvailable">Whether the provider lets the account call.</param>
/// <param name="Held">What open reservations hold together.</param>
/// <param name="Reservations">The number of them.</param>
/// <param name="Unseen">What was settled so lately that the total may not show it yet.</param>
public sealed record BalanceStanding(
    decimal Total, DateTimeOffset SeenAt, bool IsAvailable, decimal Held, int Reservations, decimal Unseen)
{
    /// <summary>
    /// How long after a charge a reading may still be without it. DeepSeek's balance lags its calls by seconds to minutes; a charge that
    /// has shown sooner is counted twice for so long, which is the safe side.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);

    /// <summary>What is left to promise. Charges that no one settled here, and that came after the snapshot, are unknown.</summary>
    public decimal Available => Total - Held - Unseen;

    /// <summary>The standing by a snapshot.</summary>
    /// <param name="snapshot">The newest snapshot.</param>
    /// <param name="held">What each open reservation holds.</param>
    /// <param name="settled">What each settled call did cost that <see cref="MayBeMissing"/> in the snapshot.</param>
    public static BalanceStanding Of(BalanceSnapshot snapshot, IReadOnlyCollection<decimal> held, IEnumerable<decimal> settled) => new(
        snapshot.Levels.Total, snapshot.LastSeen, snapshot.Levels.IsAvailable, held.Sum(AtLeastZero), held.Count, settled.Sum(AtLeastZero));

    // No one reserves or pays less than nothing: a row that says so, from elsewhere, must not make more available than there is.
    private static decimal AtLeastZero(decimal amount) => Math.Max(0m, amount);

    /// <summary>Whether a total may be without a call that was settled at an instant.</summary>
    /// <param name="settledAt">When the call was settled, which is after it was charged.</param>
    /// <param name="seenAt">When the total was last seen.</param>
    public static bool MayBeMissing(DateTimeOffset settledAt, DateTimeOffset seenAt) => seenAt - settledAt < Lag;
}
