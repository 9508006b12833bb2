using System.Collections;

namespace CostCompass.Balances;

/// <summary>A set of times, as ordered intervals that aren't adjacent and don't overlap.</summary>
public sealed class IntervalSet : IReadOnlyList<Interval>
{
    private readonly Interval[] _spans;

    private IntervalSet(Interval[] spans) => _spans = spans;

    /// <summary>The empty set.</summary>
    public static IntervalSet None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _spans.Length;

    /// <inheritdoc/>
    public Interval this[int index] => _spans[index];

    /// <summary>The total time.</summary>
    public TimeSpan Duration => new(_spans.Sum(span => span.Duration.Ticks));

    /// <summary>The union of intervals in any order. Empty intervals add nothing.</summary>
    /// <param name="intervals">The intervals.</param>
    public static IntervalSet Of(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (Interval one in intervals.Where(one => one.To > one.From).OrderBy(one => one.From))
        {
            if (merged.Count > 0 && merged[^1] is var last && one.From <= last.To)
            {
                merged[^1] = last with { To = Instant.Later(last.To, one.To) };
            }
            else
            {
                merged.Add(one);
            }
        }

        return merged.Count == 0 ? None : new IntervalSet([.. merged]);
    }

    /// <summary>The union of this set and another one.</summary>
    /// <param name="other">The other set.</param>
    public IntervalSet With(IntervalSet other) => Of(_spans.Concat(other._spans));

    /// <summary>The times in this set and not in another one.</summary>
    /// <param name="other">The other set.</param>
    public IntervalSet Without(IntervalSet other) => Of(_spans.SelectMany(span => other.GapsIn(span)));

    /// <summary>The part of the set in an interval.</summary>
    /// <param name="interval">The interval.</param>
    public IntervalSet Within(Interval interval) => Of(Overlapping(interval)
        .Select(span => new Interval(Instant.Later(span.From, interval.From), Instant.Earlier(span.To, interval.To))));

    /// <summary>The parts of an interval that aren't in the set.</summary>
    /// <param name="interval">The interval.</param>
    public IEnumerable<Interval> GapsIn(Interval interval)
    {
        DateTimeOffset from = interval.From;
        foreach (Interval span in Overlapping(interval))
        {
            if (span.From > from)
            {
                yield return new Interval(from, span.From);
            }

            from = Instant.Later(from, span.To);
        }

        if (from < interval.To)
        {
            yield return interval with { From = from };
        }
    }

    /// <summary>Whether a whole interval is in the set.</summary>
    /// <param name="interval">The interval.</param>
    public bool Covers(Interval interval) => !GapsIn(interval).Any();

    /// <summary>Whether a time is in the set.</summary>
    /// <param name="instant">The time.</param>
    public bool Holds(DateTimeOffset instant) => FirstEndingAfter(instant) is var index && index < _spans.Length && _spans[index].From <= instant;

    /// <inheritdoc/>
    public IEnumerator<Interval> GetEnumerator() => _spans.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<Interval> Overlapping(Interval interval)
    {
        for (int index = FirstEndingAfter(interval.From); index < _spans.Length && _spans[index].From < interval.To; index++)
        {
            yield return _spans[index];
        }
    }

    private int FirstEndingAfter(DateTimeOffset instant)
    {
        int low = 0;
        int high = _spans.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_spans[middle].To > instant)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
