namespace CostCompass.Reconciliation;

/// <summary>Costs by model.</summary>
internal sealed class ModelCosts
{
    private readonly SortedDictionary<string, decimal> _costs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The models, in alphabetical order.</summary>
    public IEnumerable<string> Models => _costs.Keys;

    /// <summary>The total, or null if there is no model.</summary>
    public decimal? Total => _costs.Count == 0 ? null : PlainDecimal.Of(_costs.Values.Sum());

    /// <summary>The cost of a model, or null if there is none.</summary>
    public decimal? Of(string model) => _costs.TryGetValue(model, out decimal cost) ? PlainDecimal.Of(cost) : null;

    /// <summary>Adds the cost of a model.</summary>
    public void Add(string model, decimal cost) => _costs[model] = _costs.TryGetValue(model, out decimal sum) ? sum + cost : cost;
}
