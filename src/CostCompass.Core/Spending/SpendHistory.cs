using CostCompass.Balances;

namespace CostCompass.Spending;

/// <summary>Reads a series of snapshots as steps of spend.</summary>
public static class SpendHistory
{
    /// <summary>Derives the steps of a series, as they were known at an instant.</summary>
    /// <param name="snapshots">The snapshots in order. They may begin in the middle of a history.</param>
    /// <param name="asOf">Nothing after this instant is known: later snapshots are left out, and a run of equal readings that goes on is cut here.</param>
    /// <param name="isWhole">Whether the snapshots begin with the first of the series. If not, the first one only serves as a start.</param>
    public static IEnumerable<SpendStep> Derive(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset asOf, bool isWhole = true)
    {
        var derivation = new WindowDerivation();
        foreach (BalanceSnapshot stored in snapshots)
        {
            if (stored.FirstSeen > asOf)
            {
                yield break;
            }

            BalanceSnapshot snapshot = stored with { LastSeen = Instant.Earlier(stored.LastSeen, asOf) };
            bool isStart = !derivation.HasStarted;
            SpendWindow window = derivation.Next(snapshot);
            if (!isStart || isWhole)
            {
                yield return new SpendStep(window, snapshot);
            }
        }
    }
}
