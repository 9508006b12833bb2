namespace CostCompass.Reconciliation;

/// <summary>Compares the three sources.</summary>
public static class Reconciler
{
    private const int ShareDecimals = 6;

    /// <summary>Compares the sources.</summary>
    /// <param name="sources">The data of each source.</param>
    public static DeepSeekReconciliation Compare(ReconciliationSources sources)
    {
        decimal? byBalance = sources.Balance.Total.Amount;
        List<ReconciliationLine> lines = Attribute(sources, byBalance);
        decimal? residual = byBalance is null ? null : lines[^1].Amount;
        ModelCosts usage = sources.Usage.Costs;
        return new DeepSeekReconciliation
        {
            Account = sources.Account,
            From = sources.Span.From,
            To = sources.Span.To,
            Currency = sources.Currency,
            ByBalance = byBalance,
            Low = sources.Balance.Total.Low,
            High = byBalance is null ? null : sources.Balance.Total.High,
            Quality = byBalance is null ? null : sources.Balance.Total.Quality,
            BalanceCoverage = PartOf(sources.Balance.Observed?.Duration ?? TimeSpan.Zero, sources.Span),
            ByUsage = usage.Total,
            UseCost = usage.Total is null ? null : PlainDecimal.Of(sources.Usage.UseCost),
            UsageLow = usage.Total is null ? null : PlainDecimal.Of(sources.Usage.Low),
            UsageHigh = usage.Total is null ? null : PlainDecimal.Of(sources.Usage.High),
            Calls = sources.Usage.Calls,
            ByExport = sources.Export.Total,
            ExportCoverage = PartOf(sources.Export.Coverage.Duration, sources.Span),
            Residual = residual,
            Explanation = new JoinedList<ReconciliationReason>(new ReasonSearch(sources, residual).Find(), " "),
            Lines = new JoinedList<ReconciliationLine>(lines),
        };
    }

    /// <summary>A duration as a share of the span, from 0 to 1.</summary>
    internal static decimal PartOf(TimeSpan time, Interval span) => decimal.Round((decimal)time.Ticks / span.Duration.Ticks, ShareDecimals);

    // The export is the bill, so it comes first. The metered calls are used where it doesn't cover the span.
    private static List<ReconciliationLine> Attribute(ReconciliationSources sources, decimal? byBalance)
    {
        List<ReconciliationLine> lines = sources.Usage.Costs.Models
            .Union(sources.Export.Costs.Models, StringComparer.OrdinalIgnoreCase)
            .Select(model => LineOf(sources, model, byBalance))
            .OrderByDescending(line => line.Amount ?? line.ByExport ?? line.ByUsage)
            .ThenBy(line => line.Model, StringComparer.Ordinal)
            .ToList();
        if (byBalance is { } whole)
        {
            decimal rest = whole - lines.Sum(line => line.Amount ?? 0m);
            lines.Add(new ReconciliationLine
            {
                Model = ReconciliationLine.Unexplained,
                Currency = sources.Currency,
                Amount = rest,
                Share = ShareOf(rest, whole),
            });
        }

        return lines;
    }

    private static ReconciliationLine LineOf(ReconciliationSources sources, string model, decimal? byBalance)
    {
        decimal? byExport = sources.Export.Costs.Of(model);
        decimal amount = (byExport ?? 0m) + (sources.Usage.NotExported.Of(model) ?? 0m);
        return new ReconciliationLine
        {
            Model = model,
            Currency = sources.Currency,
            Amount = byBalance is null ? null : amount,
            Share = byBalance is { } whole ? ShareOf(amount, whole) : null,
            ByUsage = sources.Usage.Costs.Of(model),
            ByExport = byExport,
        };
    }

    private static decimal? ShareOf(decimal amount, decimal whole) => whole == 0m ? null : decimal.Round(amount / whole, ShareDecimals);
}
