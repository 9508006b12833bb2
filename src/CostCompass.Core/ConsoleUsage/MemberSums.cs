namespace CostCompass.ConsoleUsage;

/// <summary>Sums by identity, one member of the export after the other.</summary>
/// <typeparam name="T">The identity of a row.</typeparam>
internal sealed class MemberSums<T>
    where T : notnull
{
    private readonly Dictionary<T, decimal> _current = [];
    private readonly Dictionary<T, (decimal Sum, string Member)> _former = [];
    private string _member = "";

    /// <summary>The sums of all completed members, by identity.</summary>
    public IEnumerable<KeyValuePair<T, decimal>> Sums => _former.Select(one => KeyValuePair.Create(one.Key, one.Value.Sum));

    /// <summary>The maximum number of identities.</summary>
    public int Count => _former.Count + _current.Count;

    /// <summary>Completes the current member and begins the next one.</summary>
    /// <exception cref="CostException"><c>ExportContradictory</c>.</exception>
    public void Begin(string member)
    {
        foreach ((T identity, decimal sum) in _current)
        {
            if (!_former.TryAdd(identity, (sum, _member)) && _former[identity] is var former && former.Sum != sum)
            {
                throw UsageExportErrors.ExportContradictory(former.Member, _member);
            }
        }

        _current.Clear();
        _member = member;
    }

    /// <summary>Adds to the current member.</summary>
    public void Add(T identity, decimal amount) =>
        _current[identity] = _current.TryGetValue(identity, out decimal sum) ? sum + amount : amount;
}
