namespace CostCompass.BilledCosts;

/// <summary>A span that was requested from a provider, or that a file covers completely.</summary>
/// <param name="From">Its start, in UTC.</param>
/// <param name="To">Its end, in UTC, exclusive.</param>
public readonly record struct CoveredSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Joins adjacent or overlapping spans.</summary>
    /// <param name="spans">The spans, in any order.</param>
    /// <returns>The same time as spans in order, none of which are adjacent or overlap.</returns>
    public static IReadOnlyList<CoveredSpan> Union(IEnumerable<CoveredSpan> spans)
    {
        var joined = new List<CoveredSpan>();
        foreach (CoveredSpan span in spans.OrderBy(span => span.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To)
            {
                joined[^1] = joined[^1] with { To = Balances.Instant.Later(joined[^1].To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }

    /// <summary>The parts of a span that others don't cover.</summary>
    /// <param name="covered">The other spans, in order, none of which are adjacent or overlap.</param>
    public IEnumerable<CoveredSpan> Except(IReadOnlyList<CoveredSpan> covered)
    {
        DateTimeOffset from = From;
        foreach (CoveredSpan span in covered)
        {
            if (span.From >= To)
            {
                break;
            }

            if (span.From > from)
            {
                yield return new CoveredSpan(from, span.From);
            }

            from = Balances.Instant.Later(from, span.To);
        }

        if (from < To)
        {
            yield return new CoveredSpan(from, To);
        }
    }
}
