using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CostCompass.Metering;

/// <summary>
/// The calls that were read. Each response counts once, however often it is repeated, with the state that was completed last across
/// all sources. Several threads may add to it.
/// </summary>
public sealed class CallLedger
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _entryOfId = new(StringComparer.Ordinal);
    private int _settled;

    private sealed class Entry(MeteredCall call, long offset, int source, bool isWhole)
    {
        public MeteredCall Call = call;
        public long Offset = offset;
        public int Source = source;
        public bool IsWhole = isWhole;
        public bool IsTaken;
    }

    /// <summary>The number of calls.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Adds a call, or replaces an earlier state of the same response.</summary>
    /// <param name="call">The call. A call without an id is always a separate call.</param>
    /// <param name="source">The number of its source. If two states have the same time, the one of the later source counts.</param>
    /// <param name="offset">Its offset in the source.</param>
    /// <param name="isWhole">Whether it is a complete response, which no later line changes.</param>
    /// <returns>False if the response was already returned with different figures.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(MeteredCall call, int source, long offset, bool isWhole)
    {
        lock (_gate)
        {
            if (call.Id is null)
            {
                _entries.Add(new Entry(call, offset, source, isWhole: true));
                return true;
            }

            ref Entry? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_entryOfId, call.Id, out bool isKnown);
            if (!isKnown)
            {
                _entries.Add(known = new Entry(call, offset, source, isWhole));
            }

            return !isKnown || Merge(known!, call, offset, source, isWhole);
        }
    }

    /// <summary>
    /// The calls that no later line can change and that weren't taken yet: complete responses, and calls without an id. Other
    /// threads may continue to add calls.
    /// </summary>
    public IEnumerable<MeteredCall> TakeSettled()
    {
        for (; _settled < Count; _settled++)
        {
            Entry entry;
            lock (_gate)
            {
                entry = _entries[_settled];
            }

            if (Take(entry, onlyWhole: true) is { } call)
            {
                yield return call;
            }
        }
    }

    /// <summary>Every call that wasn't taken yet. Nothing may be added meanwhile.</summary>
    /// <param name="inOrder">Whether to sort them by time.</param>
    public IEnumerable<MeteredCall> TakeRest(bool inOrder = true)
    {
        IEnumerable<Entry> rest = inOrder
            ? _entries.OrderBy(entry => entry.Call.At).ThenBy(entry => entry.Source).ThenBy(entry => entry.Offset)
            : _entries;
        foreach (Entry entry in rest)
        {
            if (Take(entry, onlyWhole: false) is { } call)
            {
                yield return call;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private MeteredCall? Take(Entry entry, bool onlyWhole)
    {
        lock (_gate)
        {
            if (entry.IsTaken || (onlyWhole && !entry.IsWhole))
            {
                return null;
            }

            entry.IsTaken = true;
            return entry.Call;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Merge(Entry present, MeteredCall call, long offset, int source, bool isWhole)
    {
        if (present.IsTaken)
        {
            return SaysTheSame(present.Call, call);
        }

        // Whichever state is kept, an earlier start in another state belongs to the same call.
        DateTimeOffset earliest = Earliest(present.Call) < Earliest(call) ? Earliest(present.Call) : Earliest(call);

        // Later in time, or at the same time later in the sources. The order in which files happen to be read doesn't matter.
        if (call.At != present.Call.At ? call.At > present.Call.At : source != present.Source ? source > present.Source : offset > present.Offset)
        {
            (present.Call, present.Source, present.Offset, present.IsWhole) = (call, source, offset, isWhole);
        }

        DateTimeOffset? start = earliest < present.Call.At ? earliest : null;
        present.Call = start == present.Call.StartedAt ? present.Call : present.Call with { StartedAt = start };
        return true;
    }

    private static DateTimeOffset Earliest(MeteredCall call) => call.StartedAt ?? call.At;

    private static bool SaysTheSame(MeteredCall one, MeteredCall other) =>
        (one.Model, one.CacheHitTokens, one.CacheMissTokens, one.OutputTokens, one.Searches)
        == (other.Model, other.CacheHitTokens, other.CacheMissTokens, other.OutputTokens, other.Searches);
}
