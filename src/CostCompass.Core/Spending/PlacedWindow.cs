namespace CostCompass.Spending;

/// <summary>The window that ends with a snapshot, and what is recorded to have flowed in it.</summary>
/// <param name="snapshot">The snapshot that ends the window.</param>
/// <param name="before">The snapshot that it begins with; null for the first of a history.</param>
internal sealed class PlacedWindow(BalanceSnapshot snapshot, BalanceSnapshot? before)
{
    private List<CostBalanceEvent>? _events;

    /// <summary>The snapshot that ends the window.</summary>
    public BalanceSnapshot Snapshot { get; } = snapshot;

    /// <summary>The snapshot that the window begins with; null for the first of a history.</summary>
    public BalanceSnapshot? Before { get; } = before;

    /// <summary>Where the window begins.</summary>
    public DateTimeOffset Began { get; } = before?.LastSeen ?? snapshot.FirstSeen;

    /// <summary>Where it ends.</summary>
    public DateTimeOffset Ended => Snapshot.FirstSeen;

    /// <summary>How much the granted pool rose.</summary>
    public decimal GrantedRise { get; } = snapshot.Levels.Granted - (before ?? snapshot).Levels.Granted;

    /// <summary>How much the topped-up pool rose.</summary>
    public decimal ToppedUpRise { get; } = snapshot.Levels.ToppedUp - (before ?? snapshot).Levels.ToppedUp;

    /// <summary>What has its place in the window.</summary>
    public PoolFlows Flows { get; private set; }

    /// <summary>The events that have their place in the window.</summary>
    public IReadOnlyList<CostBalanceEvent> Events => _events ?? [];

    /// <summary>How much the pool of a kind of event rose.</summary>
    public decimal RiseFor(BalanceEventKind kind) => kind is BalanceEventKind.Grant or BalanceEventKind.GrantExpiry ? GrantedRise : ToppedUpRise;

    /// <summary>How much the pool of a kind of event rose beyond what is recorded; 0 or below when all is.</summary>
    public decimal UnexplainedFor(BalanceEventKind kind) => kind is BalanceEventKind.Grant or BalanceEventKind.GrantExpiry
        ? GrantedRise - (Flows.Grant - Flows.GrantExpiry)
        : ToppedUpRise - (Flows.TopUp - Flows.Refund);

    /// <summary>Gives an event its place here.</summary>
    public void Take(CostBalanceEvent one)
    {
        (_events ??= []).Add(one);
        Flows = Flows.With(one);
    }
}
