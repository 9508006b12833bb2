using CostCompass.Balances;
using CostCompass.Spending;

namespace CostCompass.Sessions;

/// <summary>Makes what a command shows of a snapshot. Instants are in the local time zone.</summary>
internal static class SnapshotView
{
    /// <summary>A snapshot and the window that leads to it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="step">The snapshot and its window.</param>
    public static CostSnapshot Of(BalanceSeriesKey series, SpendStep step) => new()
    {
        Account = series.Account,
        Provider = series.Provider,
        Currency = series.Currency,
        FirstSeen = step.Snapshot.FirstSeen.ToLocalTime(),
        LastSeen = step.Snapshot.LastSeen.ToLocalTime(),
        Total = step.Snapshot.Levels.Total,
        Granted = step.Snapshot.Levels.Granted,
        ToppedUp = step.Snapshot.Levels.ToppedUp,
        IsAvailable = step.Snapshot.Levels.IsAvailable,
        SpendSinceLast = step.Window.Amount,
        Quality = step.Window.Quality,
    };
}
