namespace CostCompass.ConsoleUsage;

/// <summary>
/// Determines how much of each imported interval counts in a span. UTC days and local days overlap without being equal. Where they
/// overlap, the later import counts, and only the remaining time of the earlier one. Usage is assumed to be even within an interval,
/// like spend within a window. A day that was exported before it was over ends at its import.
/// </summary>
public sealed class ExportLayers
{
    private readonly Dictionary<(long Import, Interval Interval), (TimeSpan Length, IntervalSet Left)> _left = [];

    /// <summary>Layers the intervals on top of each other.</summary>
    /// <param name="rows">The interval of each row with its import, in any order, with or without duplicates.</param>
    public ExportLayers(IEnumerable<(ExportImport Import, Interval Interval)> rows)
    {
        IntervalSet later = IntervalSet.None;
        foreach (IGrouping<ExportImport, Interval> import in rows.Distinct().GroupBy(row => row.Import, row => row.Interval).OrderByDescending(import => import.Key.Number))
        {
            foreach (Interval interval in import)
            {
                Interval known = KnownPart(interval, import.Key);
                _left[(import.Key.Number, interval)] = (known.Duration, IntervalSet.Of(later.GapsIn(known)));
            }

            later = later.With(IntervalSet.Of(import.Select(interval => KnownPart(interval, import.Key))));
        }
    }

    /// <summary>The share of an interval's figures that counts in a span, from 0 to 1.</summary>
    /// <param name="import">The import of the row.</param>
    /// <param name="interval">The interval of the row.</param>
    /// <param name="span">The span.</param>
    public decimal Share(ExportImport import, Interval interval, Interval span)
    {
        (TimeSpan length, IntervalSet left) = _left[(import.Number, interval)];
        TimeSpan within = left.Within(span).Duration;
        return within == length ? 1m : (decimal)within.Ticks / length.Ticks;
    }

    // A slow clock may date an import before the day that it contains. Such a day counts completely.
    private static Interval KnownPart(Interval interval, ExportImport import) =>
        import.At > interval.From ? interval with { To = Instant.Earlier(interval.To, import.At) } : interval;
}
