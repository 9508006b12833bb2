using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.RateLimits;

namespace CostCompass.Simulator;

/// <summary>How a simulator starts: where it listens, its first account, its clock.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The key of the first account unless another is given.</summary>
    public const string DefaultKey = "sk-simulated-0000000000000000";

    /// <summary>The port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The key of the first account; null for no account.</summary>
    public string? Key { get; init; } = DefaultKey;

    public string Currency { get; init; } = "USD";

    public decimal Granted { get; init; }

    public decimal ToppedUp { get; init; } = 100m;

    /// <summary>Whether the key of the first account is one of an administrator.</summary>
    public bool IsAdmin { get; init; }

    public TimeSpan IngestionLag { get; init; }

    public BalanceRounding Rounding { get; init; }

    /// <summary>Where the clock starts; null for now.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Whether the clock runs with real time. It stands still otherwise.</summary>
    public bool ClockRuns { get; init; }

    public RateLimitHeaders RateLimits { get; init; } = new();

    /// <summary>Whether a model's entry has the fields that newer answers add: name, context window and so on.</summary>
    public bool NewerModelFields { get; init; } = true;
}
