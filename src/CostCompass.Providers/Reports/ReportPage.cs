using CostCompass.Reports;

namespace CostCompass.Providers.Reports;

/// <summary>One page of a cost report.</summary>
/// <param name="Buckets">The intervals of the page; empty when its rows carry their own.</param>
/// <param name="Costs">What was billed.</param>
/// <param name="NextPage">The token of the page that follows; null for the last one.</param>
internal sealed record ReportPage(IReadOnlyList<ReportBucket> Buckets, IReadOnlyList<ReportedCost> Costs, string? NextPage);
