namespace CostCompass.Views.Dashboards;

/// <summary>What a dashboard shows. Instants carry the offset of the time zone that was requested.</summary>
public sealed record DashboardData
{
    /// <summary>The whole stack: its figures and a line per provider.</summary>
    public required CostSummary Summary { get; init; }

    /// <summary>The accounts behind it, one entry per currency.</summary>
    public required IReadOnlyList<AccountOutlook> Accounts { get; init; }

    /// <summary>The budgets of which something can be said.</summary>
    public required IReadOnlyList<CostBudgetStatus> Budgets { get; init; }

    /// <summary>DeepSeek's price band of now, or null if there is no account at DeepSeek.</summary>
    public DeepSeekPriceBand? PriceBand { get; init; }

    /// <summary>What else a reader has to know, such as a missing rate: a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
