namespace CostCompass.Reconciliation;

/// <summary>
/// Looks for what can explain the differences between the sources. What limits the comparison is always said; the rest only where
/// there is a difference in its direction.
/// </summary>
internal sealed class ReasonSearch
{
    // The balance is shown in cents, granted and topped-up credit apart: each can be off by one.
    private const decimal Rounding = 0.02m;

    private readonly ReconciliationSources _sources;
    private readonly List<ReconciliationReason> _reasons = [];
    private readonly decimal? _balance;
    private readonly decimal? _usage;
    private readonly decimal? _export;
    private readonly decimal? _residual;

    public ReasonSearch(ReconciliationSources sources, decimal? residual)
    {
        _residual = residual;
        _sources = sources;
        _balance = sources.Balance.Total.Amount;
        _usage = sources.Usage.Costs.Total;
        _export = sources.Export.Total;
    }

    private bool HasDifference => Differs(_balance, _usage) || Differs(_balance, _export) || Differs(_usage, _export);

    // By how much the balance fell further than what was charged to models. Time of which no other source tells is no difference.
    private decimal BalanceAbove => Math.Max(0m, (_residual ?? 0m) - (_usage is null ? _sources.Balance.NotExported : 0m));

    private decimal BalanceBelow => Math.Max(0m, -(_residual ?? 0m));

    public List<ReconciliationReason> Find()
    {
        FindGaps();
        FindOfBalance();
        FindOfUsage();
        FindOfCharges();
        FindOfEdges();
        if (_sources.OtherCurrencies.Count > 0 && _usage is not null)
        {
            Add(ReconciliationReasonKind.OtherCurrency, null, $"The account also spent in {string.Join(", ", _sources.OtherCurrencies)}; the metered calls are all priced in {_sources.Currency} here.");
        }

        return _reasons;
    }

    private static bool Differs(decimal? left, decimal? right) => left is { } one && right is { } other && one != other;

    private void FindGaps()
    {
        if (_balance is null)
        {
            Add(ReconciliationReasonKind.NotObserved, null, "The balance was not observed in this span: it takes two snapshots to see spend (Update-CostSnapshot).");
        }
        else if (_sources.Balance.Observed is { } observed && TimeCoverage.Of([observed]) is var seen && Missing(seen) is var missing && missing > UsageTally.Lag)
        {
            decimal hidden = Math.Max(_sources.Usage.NotObserved, seen.GapsIn(_sources.Span).Sum(_sources.Export.Within));
            Add(ReconciliationReasonKind.NotObserved, hidden, $"The balance was not observed for {Percent(missing)} of the span; {Money(hidden)} was used in that time.");
        }

        if (_usage is null)
        {
            Add(ReconciliationReasonKind.NotMetered, null, "No call of this span was metered (Add-DeepSeekUsage).");
        }

        if (_export is null)
        {
            Add(ReconciliationReasonKind.NotExported, null, $"No export tells of this span in {_sources.Currency} (Import-DeepSeekExport).");
        }
        else if (Missing(_sources.Export.Coverage) is var missing && missing > TimeSpan.Zero)
        {
            decimal rest = _balance is null ? _sources.Usage.NotExported.Total ?? 0m : _sources.Balance.NotExported;
            string what = _balance is null ? "was metered" : "was spent by the balance";
            Add(ReconciliationReasonKind.NotExported, rest, $"The export does not tell of {Percent(missing)} of the span; {Money(rest)} {what} in that time.");
        }
    }

    private void FindOfBalance()
    {
        if (_balance is null)
        {
            return;
        }

        if (_sources.Balance.Hidden is { Count: > 0 } hidden)
        {
            string windows = hidden.Count == 1 ? "1 window" : string.Create(CultureInfo.InvariantCulture, $"{hidden.Count} windows");
            Add(ReconciliationReasonKind.HiddenSpend, BalanceBelow > 0m ? BalanceBelow : null, string.Create(
                CultureInfo.InvariantCulture,
                $"Money came in during {windows} ({hidden.Time.TotalHours:0.#} h) and hides what was spent beside it; Add-CostBalanceEvent makes that known."));
        }

        if (_sources.Balance.Expired > 0m)
        {
            Add(ReconciliationReasonKind.PossibleExpiry, _sources.Balance.Expired, $"{Money(_sources.Balance.Expired)} of the balance's fall may be granted credit that expired.");
        }
    }

    private void FindOfUsage()
    {
        UsageTally usage = _sources.Usage;
        if (usage.Ambiguous > 0)
        {
            decimal width = usage.High - usage.Low;
            Add(ReconciliationReasonKind.AmbiguousBand, width, $"{Calls(usage.Ambiguous)} began at another price than they ended at: {Money(width)} between the lower and the higher prices.");
        }

        if (usage.Unverified > 0m)
        {
            Add(ReconciliationReasonKind.UnverifiedBand, null, $"{Money(usage.Unverified)} was metered in hours that are peak unless their day is a holiday, and the public holidays of that year are not verified.");
        }

        if (usage.Incomplete > 0)
        {
            Add(ReconciliationReasonKind.ChargesWithoutTokens, null, $"{Calls(usage.Incomplete)} made web searches at a price in {_sources.Currency} that is not known: the searches are left out.");
        }

        if (usage.Unpriced > 0)
        {
            Add(ReconciliationReasonKind.UnpricedCalls, null, $"{Calls(usage.Unpriced)} could not be priced and are left out: {string.Join(", ", usage.UnpricedModels.Take(5))}.");
        }
    }

    private void FindOfCharges()
    {
        UsageTally usage = _sources.Usage;
        if (usage.UseCost > 0m)
        {
            Add(
                ReconciliationReasonKind.ChargesWithoutTokens,
                usage.UseCost,
                $"{Searches(usage.Searches)} of the metered calls cost {Money(usage.UseCost)} beside their tokens; a search without a result is not charged.");
        }

        // What the export charges beside tokens, and the metered calls do not explain.
        decimal beside = _sources.Export.WithoutTokens;
        decimal metered = Math.Clamp(beside, 0m, usage.UseCostExported);
        decimal without = beside - metered;
        if (without != 0m)
        {
            string searches = metered > 0m ? " and the metered web searches" : "";
            Add(ReconciliationReasonKind.ChargesWithoutTokens, Math.Abs(without), $"The export charges {Money(Math.Abs(without))} {(without > 0m ? "more" : "less")} than its tokens{searches} cost at its own prices.");
        }
        else if (BalanceAbove > Rounding && usage.SearchPrice is { } perCall)
        {
            Add(ReconciliationReasonKind.ChargesWithoutTokens, null, string.Create(
                CultureInfo.InvariantCulture,
                $"Charges without tokens drain the balance too: {Money(BalanceAbove)} would be {BalanceAbove / perCall:0} web searches."));
        }

        if (_usage is null)
        {
            return;
        }

        // The export is of this account alone; what it charges for tokens and metered searches is compared with the calls of the time that it tells of.
        decimal inExport = _usage.Value - (usage.NotExported.Total ?? 0m);
        decimal? forTokens = _export - Math.Max(0m, without);
        if (forTokens is { } charged && charged > inExport)
        {
            Add(ReconciliationReasonKind.OtherClient, charged - inExport, $"The export has {Money(charged - inExport)} more than was metered in the same time: calls that are not metered, or another client of the account.");
        }
        else if (_export is null && BalanceAbove > Rounding)
        {
            Add(ReconciliationReasonKind.OtherClient, null, "Another client of the same account, or calls that are not metered; the console's export can tell (Import-DeepSeekExport).");
        }

        bool isAboveExport = forTokens is { } less && inExport > less;
        if (isAboveExport || (_export is null && BalanceBelow > Rounding))
        {
            decimal? more = isAboveExport ? inExport - forTokens : null;
            Add(ReconciliationReasonKind.OtherAccount, more, $"{(more is { } known ? Money(known) + " more was metered than the export has" : "More was metered than the balance shows")}: calls of another account, or of another key, may be among them.");
        }
    }

    private void FindOfEdges()
    {
        if (!HasDifference)
        {
            return;
        }

        if (_sources.Balance.Cut > 0m)
        {
            Add(ReconciliationReasonKind.CutWindow, _sources.Balance.Cut, $"Windows of the balance reach beyond the span: {Money(_sources.Balance.Cut)} is their even share.");
        }

        if (_sources.Export.Cut > 0m)
        {
            Add(ReconciliationReasonKind.CutDay, _sources.Export.Cut, $"Days of the export reach beyond the span, or lie under a later import: {Money(_sources.Export.Cut)} is their even share.");
        }

        decimal late = Math.Max(_sources.Usage.JustBefore, _sources.Usage.JustBeforeEnd);
        if (_balance is not null && late > 0m)
        {
            Add(ReconciliationReasonKind.Lag, late, string.Create(
                CultureInfo.InvariantCulture,
                $"The balance shows calls late: {Money(_sources.Usage.JustBefore)} was metered within {UsageTally.Lag.TotalMinutes:0} minutes before the start, {Money(_sources.Usage.JustBeforeEnd)} before the end."));
        }

        if (Differs(_balance, _usage) || Differs(_balance, _export))
        {
            Add(ReconciliationReasonKind.Rounding, Rounding, $"The balance is shown in cents: up to {Money(Rounding)}.");
        }
    }

    private TimeSpan Missing(TimeCoverage covered) => _sources.Span.Duration - covered.Within(_sources.Span).Duration;

    private string Percent(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{100m * Reconciler.PartOf(time, _sources.Span):0.##} %");

    private static string Searches(long count) => count == 1 ? "1 web search" : string.Create(CultureInfo.InvariantCulture, $"{count} web searches");

    private static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{count} calls");

    private string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(amount, 6):0.00####} {_sources.Currency}");

    private void Add(ReconciliationReasonKind kind, decimal? amount, string text) => _reasons.Add(new ReconciliationReason(kind, amount, text));
}
