namespace CostCompass.Spending;

/// <summary>A stored run of equal readings of one currency of an account, and the spend since the previous one.</summary>
public sealed record CostSnapshot
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The time of the first reading of the run.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The time of the last reading of the run.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The available balance, in units of the currency, or null if the provider reports only usage or billed costs.</summary>
    public required decimal? Total { get; init; }

    /// <summary>The granted part of the balance.</summary>
    public required decimal? Granted { get; init; }

    /// <summary>The topped-up part of the balance.</summary>
    public required decimal? ToppedUp { get; init; }

    /// <summary>The total usage, or null if the provider doesn't report it.</summary>
    public decimal? Used { get; init; }

    /// <summary>Whether the account was able to make calls.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>The known spend since the previous snapshot, or null for the first one.</summary>
    public decimal? SpendSinceLast { get; init; }

    /// <summary>How the spend was determined.</summary>
    public required SpendQuality Quality { get; init; }

    /// <summary>The spend per day over the trailing days. Set only by Watch-CostSnapshot.</summary>
    public decimal? DailyBurn { get; init; }

    /// <summary>The number of days for which the balance lasts at that burn rate. Set only by Watch-CostSnapshot.</summary>
    public decimal? RunwayDays { get; init; }

    /// <summary>The thresholds of Watch-CostSnapshot that this snapshot is the first to exceed, or null if there are none.</summary>
    public WatchAlert? Alert { get; init; }
}
