namespace CostCompass.Providers.Definitions;

/// <summary>What it means that a report has no row for a day that was requested.</summary>
internal enum MissingDay
{
    /// <summary>Not known: the provider has a row for each day, also for one that cost nothing.</summary>
    Unknown,

    /// <summary>Nothing was billed: the provider has rows for costs only.</summary>
    Free,
}
