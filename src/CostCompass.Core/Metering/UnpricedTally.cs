namespace CostCompass.Metering;

/// <summary>Puts calls without a price together by model and reason, so that a log of thousands of them makes one message.</summary>
internal sealed class UnpricedTally
{
    private readonly Dictionary<(string Model, string ErrorId), UnpricedCalls> _unpriced = [];

    /// <summary>The calls, by model.</summary>
    public IReadOnlyList<UnpricedCalls> Calls => [.. _unpriced.Values.OrderBy(one => one.Model, StringComparer.Ordinal).ThenBy(one => one.First)];

    /// <summary>Adds calls.</summary>
    public void Add(string model, DateTimeOffset at, CostException failure)
    {
        (string, string) key = (model, failure.ErrorId);
        _unpriced[key] = _unpriced.TryGetValue(key, out UnpricedCalls? known)
            ? known with
            {
                Calls = known.Calls + 1,
                First = at < known.First ? at : known.First,
                Failure = at < known.First ? failure : known.Failure,
            }
            : new UnpricedCalls(model, 1, at, failure);
    }
}
