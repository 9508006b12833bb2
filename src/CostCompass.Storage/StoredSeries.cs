using CostCompass.Balances;

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
}
