namespace CostCompass.ConsoleUsage;

/// <summary>
/// Determines how much of each imported interval counts in a span. UTC days and local days overlap without being equal. Where they
/// overlap, the later import counts, and only the remaining time of the earlier one. Usage is assumed to be even within an interval,
/// like spend within a window. A day that was exported before it was over ends at its import.
/// </summary>
public sealed class ExportLayers
{
    private readonly Dictionary<(long Import, ExportInterval Interval), (TimeSpan Length, TimeCoverage Left)> _left = [];

    /// <summary>Layers the intervals on top of each other.</summary>
    /// <param name="rows">The interval of each row with its import, in any order, with or without duplicates.</param>
    public ExportLayers(IEnumerable<(ExportImport Import, ExportInterval Interval)> rows)
    {
        TimeCoverage later = TimeCoverage.None;
        foreach (IGrouping<ExportImport, ExportInterval> import in rows.Distinct().GroupBy(row => row.Import, row => row.Interval).OrderByDescending(import => import.Key.Number))
        {
            foreach (ExportInterval interval in import)
            {
                ExportInterval known = KnownPart(interval, import.Key);
                _left[(import.Key.Number, interval)] = (known.Duration, TimeCoverage.Of(later.GapsIn(known)));
            }

            later = later.With(TimeCoverage.Of(import.Select(interval => KnownPart(interval, import.Key))));
        }
    }

    /// <summary>The share of an interval's figures that counts in a span, from 0 to 1.</summary>
    /// <param name="import">The import of the row.</param>
    /// <param name="interval">The interval of the row.</param>
    /// <param name="span">The span.</param>
    public decimal Share(ExportImport import, ExportInterval interval, ExportInterval span)
    {
        (TimeSpan length, TimeCoverage left) = _left[(import.Number, interval)];
        TimeSpan within = left.Within(span).Duration;
        return within == length ? 1m : (decimal)within.Ticks / length.Ticks;
    }

    // A slow clock may date an import before the day that it contains. Such a day counts completely.
    private static ExportInterval KnownPart(ExportInterval interval, ExportImport import) =>
        import.At > interval.From ? interval with { To = Instant.Earlier(interval.To, import.At) } : interval;
}
