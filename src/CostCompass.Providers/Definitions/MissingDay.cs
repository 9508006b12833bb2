namespace CostCompass.Providers.Definitions;

/// <summary>The meaning of a requested day without a row in a report.</summary>
internal enum MissingDay
{
    /// <summary>Unknown: the provider returns a row for each day, even for a day without costs.</summary>
    Unknown,

    /// <summary>Nothing was billed: the provider returns only rows with costs.</summary>
    Free,
}
