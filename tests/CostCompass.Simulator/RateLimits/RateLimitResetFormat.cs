namespace CostCompass.Simulator.RateLimits;

/// <summary>How the reset headers are written.</summary>
public enum RateLimitResetFormat
{
    /// <summary><c>90</c></summary>
    Seconds,

    /// <summary><c>1m30s</c></summary>
    Duration,

    /// <summary><c>250ms</c></summary>
    Milliseconds,

    /// <summary><c>2026-11-16T02:00:00Z</c>, counted from the simulated time.</summary>
    Timestamp,

    /// <summary><c>1794794400</c>, counted from the simulated time.</summary>
    UnixTime,
}
