namespace CostCompass.Views.Statements;

/// <summary>The span over which a statement shows balances and days.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, not included.</param>
/// <param name="MostPoints">How many readings of one account are drawn at most.</param>
public readonly record struct StatementSpan(DateTimeOffset From, DateTimeOffset To, int MostPoints)
{
    /// <summary>How many readings of all accounts together a page holds: browsers draw that many without a delay.</summary>
    public const int PointsOfPage = 100_000;

    private const int LeastPoints = 400;

    /// <summary>The span for a number of accounts that share the room of a page.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end, not included.</param>
    /// <param name="accounts">How many accounts there are.</param>
    public static StatementSpan For(DateTimeOffset from, DateTimeOffset to, int accounts) =>
        new(from, to, Math.Max(LeastPoints, PointsOfPage / Math.Max(1, accounts)));
}
