namespace CostCompass.Storage;

/// <summary>A series with a history.</summary>
/// <param name="Key">The key of the series.</param>
/// <param name="Newest">Its newest snapshot.</param>
public sealed record StoredSeries(BalanceSeriesKey Key, BalanceSnapshot Newest)
{
    /// <summary>Whether it is a history of reported costs. Then its newest snapshot only contains the end of the complete costs.</summary>
    public bool IsReported { get; init; }

    /// <summary>Whether the provider reports a balance.</summary>
    public bool HasLevel => !IsReported && !Newest.Levels.IsUsageOnly;

    /// <summary>
    /// The series from which an account pays: the one with money, otherwise one that was used up, because a provider may list a currency
    /// at 0 that was never used. If there are several, the one that was read last.
    /// </summary>
    /// <param name="series">The series of one account.</param>
    /// <returns>The series, or null if there is none.</returns>
    public static StoredSeries? Paying(IEnumerable<StoredSeries> series) =>
        series.MaxBy(one => (!one.HasLevel || one.Newest.Levels.Total > 0m, one.Newest.Levels.Total != 0m, one.Newest.LastSeen));

    /// <summary>When each series was last read. If two differ only in case, the later reading counts.</summary>
    /// <param name="series">The series.</param>
    public static Dictionary<BalanceSeriesKey, DateTimeOffset> LastSeen(IEnumerable<StoredSeries> series) =>
        series.GroupBy(one => one.Key).ToDictionary(same => same.Key, same => same.Max(one => one.Newest.LastSeen));
}
