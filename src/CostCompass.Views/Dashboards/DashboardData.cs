namespace CostCompass.Views.Dashboards;

/// <summary>The data of a dashboard. Times have the offset of the requested time zone.</summary>
public sealed record DashboardData
{
    /// <summary>The whole stack: its figures and a line per provider.</summary>
    public required CostSummary Summary { get; init; }

    /// <summary>The accounts behind it, one entry per currency.</summary>
    public required IReadOnlyList<AccountOutlook> Accounts { get; init; }

    /// <summary>The budgets that can be checked.</summary>
    public required IReadOnlyList<CostBudgetStatus> Budgets { get; init; }

    /// <summary>DeepSeek's current price band, or null if there is no DeepSeek account.</summary>
    public DeepSeekPriceBand? PriceBand { get; init; }

    /// <summary>The health checks of the figures, without those of budgets, which have their own table.</summary>
    public IReadOnlyList<CostHealthCheck> Health { get; init; } = [];

    /// <summary>Other notes for the reader, such as a missing exchange rate: a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
