namespace CostCompass.Simulator.Billing;

/// <summary>What an account was billed day by day, as cost reports tell it. A cost that is set again has been revised.</summary>
public sealed class BilledAmounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(DateOnly Day, string Service), BilledCost> costs = [];

    public void Set(BilledCost cost)
    {
        lock (gate)
        {
            costs[(cost.Day, cost.Service)] = cost;
        }
    }

    /// <summary>The costs of a day, by service.</summary>
    public IReadOnlyList<BilledCost> On(DateOnly day)
    {
        lock (gate)
        {
            return [.. costs.Values.Where(cost => cost.Day == day).OrderBy(cost => cost.Service, StringComparer.Ordinal)];
        }
    }
}
