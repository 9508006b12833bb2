namespace CostCompass.BilledCosts;

/// <summary>All that a provider billed in a span. What is covered and has no cost cost nothing; what is not covered is unknown.</summary>
/// <param name="From">The start of the span that was asked for, in UTC.</param>
/// <param name="To">Its end, not included.</param>
/// <param name="RetrievedAt">The instant at which the last page had arrived. What is billed for the time just before it is not complete yet.</param>
/// <param name="Costs">The costs, in any order; several of one interval and service add up.</param>
public sealed record CostReport(DateTimeOffset From, DateTimeOffset To, DateTimeOffset RetrievedAt, IReadOnlyList<ReportedCost> Costs)
{
    /// <summary>The parts of the span that the provider told all of: in order, neither touching nor overlapping. The whole span by default.</summary>
    public IntervalSet Covered { get; init; } = IntervalSet.Of([new(From, To)]);

    /// <summary>The currency in which the provider bills, for a report without a cost; null when it is not known.</summary>
    public string? Currency { get; init; }
}
