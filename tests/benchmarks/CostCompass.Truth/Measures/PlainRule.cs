using CostCompass.Balances;

namespace CostCompass.Truth.Measures;

/// <summary>The rule that most trackers use: whatever the total falls by was spent, and a rise says nothing.</summary>
internal static class PlainRule
{
    public static decimal Total(IReadOnlyList<BalanceSnapshot> snapshots)
    {
        decimal spend = 0m;
        for (int index = 1; index < snapshots.Count; index++)
        {
            spend += Math.Max(0m, snapshots[index - 1].Levels.Total - snapshots[index].Levels.Total);
        }

        return spend;
    }
}
