namespace CostCompass.BilledCosts;

/// <summary>All costs that a provider billed in a span. A covered time without a cost cost nothing. The cost of a time that isn't covered is unknown.</summary>
/// <param name="From">The start of the span that was requested, in UTC.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="RetrievedAt">The time at which the last page arrived. The costs just before it aren't complete yet.</param>
/// <param name="Costs">The costs, in any order. Several of one interval and service are added up.</param>
public sealed record CostReport(DateTimeOffset From, DateTimeOffset To, DateTimeOffset RetrievedAt, IReadOnlyList<ReportedCost> Costs)
{
    /// <summary>The parts of the span that are completely reported, in order, without adjacent or overlapping parts. The whole span by default.</summary>
    public IntervalSet Covered { get; init; } = IntervalSet.Of([new(From, To)]);

    /// <summary>The billing currency for a report without costs, or null if it is unknown.</summary>
    public string? Currency { get; init; }
}
