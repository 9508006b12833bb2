namespace CostCompass.Spending;

/// <summary>The window that ends with a snapshot, and the recorded flows in it.</summary>
/// <param name="snapshot">The snapshot that ends the window.</param>
/// <param name="before">The snapshot that starts the window, or null for the first snapshot of a history.</param>
internal sealed class PlacedWindow(BalanceSnapshot snapshot, BalanceSnapshot? before)
{
    private List<CostBalanceEvent>? _events;

    /// <summary>The snapshot that ends the window.</summary>
    public BalanceSnapshot Snapshot { get; } = snapshot;

    /// <summary>The snapshot that starts the window, or null for the first snapshot of a history.</summary>
    public BalanceSnapshot? Before { get; } = before;

    /// <summary>The start of the window.</summary>
    public DateTimeOffset Began { get; } = before?.LastSeen ?? snapshot.FirstSeen;

    /// <summary>The end of the window.</summary>
    public DateTimeOffset Ended => Snapshot.FirstSeen;

    /// <summary>The increase of the granted pool.</summary>
    public decimal GrantedRise { get; } = snapshot.Levels.Granted - (before ?? snapshot).Levels.Granted;

    /// <summary>The increase of the topped-up pool.</summary>
    public decimal ToppedUpRise { get; } = snapshot.Levels.ToppedUp - (before ?? snapshot).Levels.ToppedUp;

    /// <summary>The flows that are assigned to the window.</summary>
    public PoolFlows Flows { get; private set; }

    /// <summary>The events that are assigned to the window.</summary>
    public IReadOnlyList<CostBalanceEvent> Events => _events ?? [];

    /// <summary>The increase of the pool for a kind of event.</summary>
    public decimal RiseFor(BalanceEventKind kind) => kind is BalanceEventKind.Grant or BalanceEventKind.GrantExpiry ? GrantedRise : ToppedUpRise;

    /// <summary>The part of the increase of the pool for a kind of event that isn't recorded. 0 or less if everything is recorded.</summary>
    public decimal UnexplainedFor(BalanceEventKind kind) => kind is BalanceEventKind.Grant or BalanceEventKind.GrantExpiry
        ? GrantedRise - (Flows.Grant - Flows.GrantExpiry)
        : ToppedUpRise - (Flows.TopUp - Flows.Refund);

    /// <summary>Assigns an event to this window.</summary>
    public void Take(CostBalanceEvent one)
    {
        (_events ??= []).Add(one);
        Flows = Flows.With(one);
    }
}
