namespace CostCompass.Spending;

/// <summary>A stored run of equal readings of one currency of one account, and what was spent since the one before.</summary>
public sealed record CostSnapshot
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The instant of the first reading of the run.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The instant of the last reading of the run.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>What could be spent, in units of the currency; null when the provider tells only what was used or billed.</summary>
    public required decimal? Total { get; init; }

    /// <summary>The granted part of it.</summary>
    public required decimal? Granted { get; init; }

    /// <summary>The topped-up part of it.</summary>
    public required decimal? ToppedUp { get; init; }

    /// <summary>What was used in all, of a provider that tells that; null for the others.</summary>
    public decimal? Used { get; init; }

    /// <summary>Whether the account could call.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>What is known to have been spent since the snapshot before; null for the first.</summary>
    public decimal? SpendSinceLast { get; init; }

    /// <summary>How that figure was come by.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>Spend per day over the trailing days. Only Watch-CostSnapshot tells it.</summary>
    public decimal? DailyBurn { get; init; }

    /// <summary>For how many days the total lasts at that burn. Only Watch-CostSnapshot tells it.</summary>
    public decimal? RunwayDays { get; init; }

    /// <summary>The thresholds of Watch-CostSnapshot that this snapshot is the first to be beyond; null when there is none.</summary>
    public WatchAlert? Alert { get; init; }
}
