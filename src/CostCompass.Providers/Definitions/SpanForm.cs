namespace CostCompass.Providers.Definitions;

/// <summary>How the span of a report is written in a query.</summary>
internal enum SpanForm
{
    /// <summary>A date such as 2026-11-01.</summary>
    Date,

    /// <summary>An instant such as 2026-11-01T00:00:00Z.</summary>
    Instant,

    /// <summary>Seconds since 1970.</summary>
    UnixTime,
}
