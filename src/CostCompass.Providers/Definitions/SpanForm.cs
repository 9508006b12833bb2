namespace CostCompass.Providers.Definitions;

/// <summary>The format of a report's span in a query.</summary>
internal enum SpanForm
{
    /// <summary>A date such as 2026-11-01.</summary>
    Date,

    /// <summary>A time such as 2026-11-01T00:00:00Z.</summary>
    Instant,

    /// <summary>Seconds since 1970.</summary>
    UnixTime,
}
