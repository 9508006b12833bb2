namespace CostCompass.BilledCosts;

/// <summary>A span that a provider was asked about, or that a file tells all of.</summary>
/// <param name="From">Its start, in UTC.</param>
/// <param name="To">Its end, in UTC, not included.</param>
public readonly record struct CoveredSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Joins spans that touch or overlap.</summary>
    /// <param name="spans">The spans, in any order.</param>
    /// <returns>The same time as spans in order, neither touching nor overlapping.</returns>
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

    /// <summary>What a span has besides others.</summary>
    /// <param name="covered">The others: in order, neither touching nor overlapping.</param>
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
