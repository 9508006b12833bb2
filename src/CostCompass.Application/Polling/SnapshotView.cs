namespace CostCompass.Application;

/// <summary>Converts a snapshot to the output of a command. Times are in the local time zone.</summary>
public static class SnapshotView
{
    /// <summary>A snapshot and the window that ends at it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="step">The snapshot and its window.</param>
    public static CostSnapshot Of(BalanceSeriesKey series, SpendStep step) => new()
    {
        Account = series.Account.Text,
        Provider = series.Provider,
        Currency = series.Currency,
        FirstSeen = step.Snapshot.FirstSeen.ToLocalTime(),
        LastSeen = step.Snapshot.LastSeen.ToLocalTime(),
        Total = step.Snapshot.Levels.IsUsageOnly ? null : step.Snapshot.Levels.Total,
        Granted = step.Snapshot.Levels.IsUsageOnly ? null : step.Snapshot.Levels.Granted,
        ToppedUp = step.Snapshot.Levels.IsUsageOnly ? null : step.Snapshot.Levels.ToppedUp,
        Used = step.Snapshot.Levels.Used,
        IsAvailable = step.Snapshot.Levels.IsAvailable,
        SpendSinceLast = step.Window.Amount,
        Quality = step.Window.Quality,
    };

    /// <summary>What a cost report changed.</summary>
    /// <param name="change">The change.</param>
    /// <param name="at">When the report arrived.</param>
    public static CostSnapshot Of(ReportChange change, DateTimeOffset at) => new()
    {
        Account = change.Series.Account.Text,
        Provider = change.Series.Provider,
        Currency = change.Series.Currency,
        FirstSeen = at.ToLocalTime(),
        LastSeen = at.ToLocalTime(),
        Total = null,
        Granted = null,
        ToppedUp = null,
        IsAvailable = true,
        SpendSinceLast = change.IsNew ? null : change.After - change.Before,
        Quality = SpendQuality.Reported,
    };
}
