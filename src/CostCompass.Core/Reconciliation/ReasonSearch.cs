namespace CostCompass.Reconciliation;

/// <summary>
/// Finds possible reasons for differences between the sources. Limits of the comparison are always reported. The other reasons are reported
/// only if there is a difference in their direction.
/// </summary>
internal sealed class ReasonSearch
{
    // The balance is rounded to cents, separately for granted and topped-up credit: each can be off by one.
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

    // The amount by which the balance decreased more than was charged to models. Time without another source isn't a difference.
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
            Add(ReconciliationReasonKind.OtherCurrency, null, $"The account also has spend in {string.Join(", ", _sources.OtherCurrencies)}, but all metered calls are priced in {_sources.Currency}.");
        }

        return _reasons;
    }

    private static bool Differs(decimal? left, decimal? right) => left is { } one && right is { } other && one != other;

    private void FindGaps()
    {
        if (_balance is null)
        {
            Add(ReconciliationReasonKind.NotObserved, null, "The balance wasn't observed in this span. To get the spend, take at least two snapshots with Update-CostSnapshot.");
        }
        else if (_sources.Balance.Observed is { } observed && IntervalSet.Of([observed]) is var seen && Missing(seen) is var missing && missing > UsageTally.Lag)
        {
            decimal hidden = Math.Max(_sources.Usage.NotObserved, seen.GapsIn(_sources.Span).Sum(_sources.Export.Within));
            Add(ReconciliationReasonKind.NotObserved, hidden, $"The balance wasn't observed for {Percent(missing)} of the span, in which {Money(hidden)} was used.");
        }

        if (_usage is null)
        {
            Add(ReconciliationReasonKind.NotMetered, null, "No calls were metered in this span. To add calls, use Add-DeepSeekUsage.");
        }

        if (_export is null)
        {
            Add(ReconciliationReasonKind.NotExported, null, $"No export in {_sources.Currency} covers this span. To add one, use Import-DeepSeekExport.");
        }
        else if (Missing(_sources.Export.Coverage) is var missing && missing > TimeSpan.Zero)
        {
            decimal rest = _balance is null ? _sources.Usage.NotExported.Total ?? 0m : _sources.Balance.NotExported;
            string what = _balance is null ? "was metered" : "was spent according to the balance";
            Add(ReconciliationReasonKind.NotExported, rest, $"The export doesn't cover {Percent(missing)} of the span, in which {Money(rest)} {what}.");
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
                $"Top-ups in {windows} ({hidden.Time.TotalHours:0.#} h) hide the spend. Record them with Add-CostBalanceEvent."));
        }

        if (_sources.Balance.Expired > 0m)
        {
            Add(ReconciliationReasonKind.PossibleExpiry, _sources.Balance.Expired, $"{Money(_sources.Balance.Expired)} of the decrease of the balance may be expired or refunded credit.");
        }
    }

    private void FindOfUsage()
    {
        UsageTally usage = _sources.Usage;
        if (usage.Ambiguous > 0)
        {
            decimal width = usage.High - usage.Low;
            Add(ReconciliationReasonKind.AmbiguousBand, width, $"The price changed during {Calls(usage.Ambiguous)}. The lower and the higher prices differ by {Money(width)}.");
        }

        if (usage.Unverified > 0m)
        {
            Add(ReconciliationReasonKind.UnverifiedBand, null, $"{Money(usage.Unverified)} was metered in hours that are off-peak if the day is a public holiday. The holidays of that year aren't verified.");
        }

        if (usage.Incomplete > 0)
        {
            Add(ReconciliationReasonKind.ChargesWithoutTokens, null, $"{Calls(usage.Incomplete)} made web searches without a known price in {_sources.Currency}. These searches aren't included.");
        }

        if (usage.Unpriced > 0)
        {
            Add(ReconciliationReasonKind.UnpricedCalls, null, $"Calls without a price aren't included: {Calls(usage.Unpriced)} of {string.Join(", ", usage.UnpricedModels.Take(5))}.");
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
                $"{Searches(usage.Searches)} of the metered calls cost {Money(usage.UseCost)} in addition to tokens. A search without results isn't charged.");
        }

        // Charges of the export in addition to tokens that the metered calls don't explain.
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
                $"Charges without tokens also reduce the balance: {Money(BalanceAbove)} equals {BalanceAbove / perCall:0} web searches."));
        }

        if (_usage is null)
        {
            return;
        }

        // The export belongs to this account only. Its charges for tokens and metered searches are compared with the calls in the time that it covers.
        decimal inExport = _usage.Value - (usage.NotExported.Total ?? 0m);
        decimal? forTokens = _export - Math.Max(0m, without);
        if (forTokens is { } charged && charged > inExport)
        {
            Add(ReconciliationReasonKind.OtherClient, charged - inExport, $"The export contains {Money(charged - inExport)} more than was metered in the same time: unmetered calls, or another client of the account.");
        }
        else if (_export is null && BalanceAbove > Rounding)
        {
            Add(ReconciliationReasonKind.OtherClient, null, "Another client of the account, or unmetered calls. To find out, import a usage export from the DeepSeek console (Import-DeepSeekExport).");
        }

        bool isAboveExport = forTokens is { } less && inExport > less;
        if (isAboveExport || (_export is null && BalanceBelow > Rounding))
        {
            decimal? more = isAboveExport ? inExport - forTokens : null;
            Add(ReconciliationReasonKind.OtherAccount, more, $"{(more is { } known ? Money(known) + " more was metered than the export contains" : "More was metered than the balance shows")}: the metered calls may include calls of another account or key.");
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
            Add(ReconciliationReasonKind.CutWindow, _sources.Balance.Cut, $"Balance windows extend beyond the span: {Money(_sources.Balance.Cut)} is their proportional share.");
        }

        if (_sources.Export.Cut > 0m)
        {
            Add(ReconciliationReasonKind.CutDay, _sources.Export.Cut, $"Export days extend beyond the span or are replaced by a later import: {Money(_sources.Export.Cut)} is their proportional share.");
        }

        decimal late = Math.Max(_sources.Usage.JustBefore, _sources.Usage.JustBeforeEnd);
        if (_balance is not null && late > 0m)
        {
            Add(ReconciliationReasonKind.Lag, late, string.Create(
                CultureInfo.InvariantCulture,
                $"The balance shows calls with a delay: {Money(_sources.Usage.JustBefore)} was metered within {UsageTally.Lag.TotalMinutes:0} minutes before the start, and {Money(_sources.Usage.JustBeforeEnd)} before the end."));
        }

        if (Differs(_balance, _usage) || Differs(_balance, _export))
        {
            Add(ReconciliationReasonKind.Rounding, Rounding, $"The balance is rounded to cents: up to {Money(Rounding)}.");
        }
    }

    private TimeSpan Missing(IntervalSet covered) => _sources.Span.Duration - covered.Within(_sources.Span).Duration;

    private string Percent(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{100m * Reconciler.PartOf(time, _sources.Span):0.##} %");

    private static string Searches(long count) => count == 1 ? "1 web search" : string.Create(CultureInfo.InvariantCulture, $"{count} web searches");

    private static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{count} calls");

    private string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(amount, 6):0.00####} {_sources.Currency}");

    private void Add(ReconciliationReasonKind kind, decimal? amount, string text) => _reasons.Add(new ReconciliationReason(kind, amount, text));
}
