namespace CostCompass.Storage;

/// <summary>A series of which there is a history.</summary>
/// <param name="Key">What the series is of.</param>
/// <param name="Newest">Its newest snapshot.</param>
public sealed record StoredSeries(BalanceSeriesKey Key, BalanceSnapshot Newest)
{
    /// <summary>Whether its history is one of reported costs. Its newest snapshot is then no more than the instant up to which they are whole.</summary>
    public bool IsReported { get; init; }

    /// <summary>Whether the provider tells what is left. If not, there is no balance to look at.</summary>
    public bool HasLevel => !IsReported && !Newest.Levels.IsUsageOnly;

    /// <summary>
    /// The series from which an account pays: the one that holds money, else one that was used up, since a provider may list a currency
    /// at 0 that was never used. Of several the one that was read last.
    /// </summary>
    /// <param name="series">The series of one account.</param>
    /// <returns>The series, or null if there is none.</returns>
    public static StoredSeries? Paying(IEnumerable<StoredSeries> series) =>
        series.MaxBy(one => (!one.HasLevel || one.Newest.Levels.Total > 0m, one.Newest.Levels.Total != 0m, one.Newest.LastSeen));

    /// <summary>When each series was read last. Of two that differ in case only it is the later reading.</summary>
    /// <param name="series">The series.</param>
    public static Dictionary<BalanceSeriesKey, DateTimeOffset> LastSeen(IEnumerable<StoredSeries> series) =>
        series.GroupBy(one => one.Key).ToDictionary(same => same.Key, same => same.Max(one => one.Newest.LastSeen));
}
