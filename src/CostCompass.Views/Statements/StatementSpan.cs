namespace CostCompass.Views.Statements;

/// <summary>The span over which a statement shows balances and days.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="MostPoints">The maximum number of drawn readings per account.</param>
public readonly record struct StatementSpan(DateTimeOffset From, DateTimeOffset To, int MostPoints)
{
    /// <summary>The maximum number of drawn readings of all accounts on a page. Browsers draw this many without a delay.</summary>
    public const int PointsOfPage = 100_000;

    private const int LeastPoints = 400;

    /// <summary>The span for a number of accounts that share the readings of a page.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="accounts">The number of accounts.</param>
    public static StatementSpan For(DateTimeOffset from, DateTimeOffset to, int accounts) =>
        new(from, to, Math.Max(LeastPoints, PointsOfPage / Math.Max(1, accounts)));
}
