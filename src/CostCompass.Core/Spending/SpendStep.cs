namespace CostCompass.Spending;

/// <summary>A snapshot of a series and the window before it.</summary>
/// <param name="Window">The window that ends with the snapshot.</param>
/// <param name="Snapshot">The snapshot.</param>
public readonly record struct SpendStep(SpendWindow Window, BalanceSnapshot Snapshot)
{
    /// <summary>The parts of the window and of the unchanged span that are included in a burn rate.</summary>
    public TimeSpan Covered => (Window.CountsForBurn ? Window.Duration : TimeSpan.Zero) + (Snapshot.LastSeen - Snapshot.FirstSeen);

    /// <summary>The span in which the snapshot was unchanged, as a clean window without spend, or null if it was seen once.</summary>
    public SpendWindow? Rest => Snapshot.LastSeen > Snapshot.FirstSeen
        ? new SpendWindow(Snapshot.FirstSeen, Snapshot.LastSeen, 0m, 0m, 0m, SpendQuality.Clean, null, null)
        : null;
}
