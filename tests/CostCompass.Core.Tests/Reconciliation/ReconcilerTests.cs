namespace CostCompass.Core.Tests.Reconciliation;

public sealed class ReconcilerTests
{
    private static readonly Interval TwoDays = Span("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z");
    private static readonly ExportImport Import = new(1, At("2026-11-20T00:00:00Z"));

    [Fact]
    public void WhenAllThreeAgree_NothingIsLeft()
    {
        // 1M output tokens of deepseek-flash off-peak: 0.60 USD.
        DeepSeekReconciliation result = Compare(
            [Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 0.6m)],
            [Call("2026-11-02T12:00:00Z", output: 1_000_000)],
            [Cost("2026-11-02", "deepseek-flash", 0.6m), Cost("2026-11-03", "deepseek-flash", 0m)]);

        Assert.Equal((0.6m, 0.6m, 0.6m, 0m), (result.ByBalance, result.ByUsage, result.ByExport, result.Residual));
        Assert.Equal((0m, 0m, 0m), (result.BalanceLessUsage, result.BalanceLessExport, result.UsageLessExport));
        Assert.Equal((1m, 1m), (result.BalanceCoverage, result.ExportCoverage));
        Assert.Equal(["deepseek-flash=0.6/1", "(unexplained)=0.0/0"], Shown(result));
        Assert.Empty(result.Explanation);
    }

    [Fact]
    public void WhatNobodyKnows_IsNull_AndNeverZero()
    {
        DeepSeekReconciliation result = Compare([], [], []);

        Assert.Equal((null, null, null, null), (result.ByBalance, result.ByUsage, result.ByExport, result.Residual));
        Assert.Equal((null, null, null, null), (result.Low, result.High, result.UsageLow, result.Quality));
        Assert.Empty(result.Lines);
        Assert.Equal(
            [ReconciliationReasonKind.NotObserved, ReconciliationReasonKind.NotMetered, ReconciliationReasonKind.NotExported],
            result.Explanation.Select(reason => reason.Kind));
    }

    [Fact]
    public void ABaselineAlone_IsNoSpendOfZero()
    {
        var baseline = new SpendWindow(TwoDays.From.AddHours(1), TwoDays.From.AddHours(1), null, null, null, SpendQuality.Baseline, null, null);
        Assert.Null(Compare([baseline], [], []).ByBalance);
    }

    [Fact]
    public void TheExport_IsAttributedFirst_AndMeteredCallsWhereItDoesNotTell()
    {
        DeepSeekReconciliation result = Compare(
            [Window("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", 5m), Window("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z", 2m)],
            [Call("2026-11-02T12:00:00Z", output: 1_000_000), Call("2026-11-03T12:00:00Z", output: 2_000_000)],
            [Cost("2026-11-02", "deepseek-flash", 1m), Cost("2026-11-02", "deepseek-v4-pro", 3.5m)]);

        Assert.Equal((7m, 1.8m, 4.5m), (result.ByBalance, result.ByUsage, result.ByExport));
        Assert.Equal(["deepseek-v4-pro=3.5/0.5", "deepseek-flash=2.2/0.314286", "(unexplained)=1.3/0.185714"], Shown(result));
        Assert.Equal(0.5m, result.ExportCoverage);
        Assert.Equal(2m, Amount(result, ReconciliationReasonKind.NotExported));

        // 4.5 exported on the first day, of which 0.6 was metered.
        Assert.Equal(3.9m, Amount(result, ReconciliationReasonKind.OtherClient));
        Assert.Contains("1733 web searches", Text(result, ReconciliationReasonKind.ChargesWithoutTokens), StringComparison.Ordinal);
    }

    [Fact]
    public void WhenTheBalanceHidesSpend_TheRestIsBelowZero()
    {
        SpendWindow hidden = Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 0.2m) with { Quality = SpendQuality.LowerBound, High = null };

        DeepSeekReconciliation result = Compare([hidden], [Call("2026-11-02T12:00:00Z", output: 1_000_000)], []);

        Assert.Equal((0.2m, -0.4m, null), (result.ByBalance, result.Residual, result.High));
        Assert.Equal(0.4m, Amount(result, ReconciliationReasonKind.HiddenSpend));
        Assert.Equal(["deepseek-flash=0.6/3", "(unexplained)=-0.4/-2"], Shown(result));
    }

    [Fact]
    public void CreditThatMayHaveExpired_IsNamedWithItsSize()
    {
        SpendWindow fall = Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 10m) with { Quality = SpendQuality.PossibleExpiry, Low = 0.5m };

        DeepSeekReconciliation result = Compare([fall], [Call("2026-11-02T12:00:00Z", output: 1_000_000)], []);

        Assert.Equal(9.5m, Amount(result, ReconciliationReasonKind.PossibleExpiry));
        Assert.Equal((0.5m, SpendQuality.PossibleExpiry), (result.Low, result.Quality));
    }

    [Fact]
    public void ACallThatBeganInAnotherBand_HasBothPrices()
    {
        // Monday 10:00 UTC ends the peak: complete at 10:01 it is off-peak (0.60), begun at 09:59 at peak (1.20).
        MeteredCall call = Call("2026-11-02T10:01:00Z", output: 1_000_000) with { StartedAt = At("2026-11-02T09:59:00Z") };

        DeepSeekReconciliation result = Compare([Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 1.2m)], [call], []);

        Assert.Equal((0.6m, 0.6m, 1.2m), (result.ByUsage, result.UsageLow, result.UsageHigh));
        Assert.Equal(0.6m, Amount(result, ReconciliationReasonKind.AmbiguousBand));
    }

    [Fact]
    public void ACallAcrossAChangeOfPrice_HasBothPrices()
    {
        MeteredCall call = Call("2026-04-26T00:00:01Z", output: 0) with
        {
            Model = "deepseek-v4-pro", StartedAt = At("2026-04-25T23:59:59Z"), CacheMissTokens = 1_000_000,
        };

        DeepSeekReconciliation result = Compare([], [call], [], span: Span("2026-04-25T00:00:00Z", "2026-04-27T00:00:00Z"));

        Assert.Equal((0.435m, 0.435m, 1.74m), (result.ByUsage, result.UsageLow, result.UsageHigh));
        Assert.Equal(1.305m, Amount(result, ReconciliationReasonKind.AmbiguousBand));
    }

    [Fact]
    public void ABandThatRestsOnUnverifiedHolidays_IsSaid()
    {
        DeepSeekReconciliation result = Compare(
            [], [Call("2027-03-03T02:00:00Z", output: 1_000_000)], [], span: Span("2027-03-03T00:00:00Z", "2027-03-04T00:00:00Z"));

        Assert.Equal(1.2m, result.ByUsage);
        Assert.StartsWith("1.20 USD was metered", Text(result, ReconciliationReasonKind.UnverifiedBand), StringComparison.Ordinal);
    }

    [Fact]
    public void InACellOfAFile_LinesAndReasonsAreText()
    {
        DeepSeekReconciliation result = Compare(
            [Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 0.75m)], [Call("2026-11-02T12:00:00Z", output: 1_000_000)], []);

        Assert.Equal("deepseek-flash 0.6 USD; (unexplained) 0.15 USD", $"{result.Lines}");
        Assert.StartsWith("No export in USD covers this span. To add one, use Import-DeepSeekExport. Charges without tokens", $"{result.Explanation}", StringComparison.Ordinal);
    }

    [Fact]
    public void ADayOfTheExportThatTheSpanCuts_CountsInProportion()
    {
        var span = Span("2026-11-02T06:00:00Z", "2026-11-03T00:00:00Z");

        DeepSeekReconciliation result = Compare(
            [Window("2026-11-02T06:00:00Z", "2026-11-03T00:00:00Z", 3m)], [], [Cost("2026-11-02", "deepseek-flash", 4m)], span: span);

        Assert.Equal((3m, 1m), (result.ByExport, result.ExportCoverage));
        Assert.Equal(0m, result.Residual);
    }

    [Fact]
    public void ADayThatWasExportedBeforeItWasOver_EndsAtItsImport()
    {
        var morning = new ExportImport(1, At("2026-11-03T06:00:00Z"));
        var span = Span("2026-11-03T00:00:00Z", "2026-11-03T12:00:00Z");

        DeepSeekReconciliation result = Compare([], [], [Cost("2026-11-03", "deepseek-flash", 4m)], span: span, import: morning);

        Assert.Equal((4m, 0.5m), (result.ByExport, result.ExportCoverage));
    }

    [Fact]
    public void AliasesAreOneModel()
    {
        DeepSeekReconciliation result = Compare(
            [], [Call("2026-11-02T12:00:00Z", output: 1_000_000) with { Model = "deepseek-v4-flash" }], [Cost("2026-11-02", "DeepSeek-Flash", 0.6m)]);

        ReconciliationLine line = Assert.Single(result.Lines);
        Assert.Equal(("deepseek-flash", null, 0.6m, 0.6m), (line.Model, line.Amount, line.ByUsage, line.ByExport));
    }

    [Fact]
    public void WhatIsChargedBeyondTokens_IsMeasured()
    {
        var amount = new ExportedAmount(Span("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"), "deepseek-flash", ExportedType.OutputTokens, 0.0000006m, 1_000_000m);

        DeepSeekReconciliation result = Compare([], [], [Cost("2026-11-02", "deepseek-flash", 0.75m)], amounts: [amount]);

        Assert.Equal(0.15m, Amount(result, ReconciliationReasonKind.ChargesWithoutTokens));
    }

    [Fact]
    public void WhatTheExportPricesByTheCall_IsNoTokensOfAnotherClient()
    {
        Interval day = Span("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z");

        DeepSeekReconciliation result = Compare(
            [],
            [Call("2026-11-02T12:00:00Z", output: 1_000_000)],
            [Cost("2026-11-02", "deepseek-flash", 0.675m)],
            amounts:
            [
                new ExportedAmount(day, "deepseek-flash", ExportedType.OutputTokens, 0.0000006m, 1_000_000m),
                new ExportedAmount(day, "deepseek-flash", "web_search", 0.00075m, 100m),
                new ExportedAmount(day, "deepseek-flash", ExportedType.RequestCount, 0m, 7m),
            ]);

        Assert.Equal(-0.075m, result.UsageLessExport);
        Assert.Equal(0.075m, Amount(result, ReconciliationReasonKind.ChargesWithoutTokens));
        Assert.DoesNotContain(result.Explanation, reason => reason.Kind is ReconciliationReasonKind.OtherClient or ReconciliationReasonKind.OtherAccount);
    }

    [Fact]
    public void BesideChargesWithoutTokens_TheRestIsStillAnotherClient()
    {
        Interval day = Span("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z");

        DeepSeekReconciliation result = Compare(
            [],
            [Call("2026-11-02T12:00:00Z", output: 500_000)],
            [Cost("2026-11-02", "deepseek-flash", 0.675m)],
            amounts:
            [
                new ExportedAmount(day, "deepseek-flash", ExportedType.OutputTokens, 0.0000006m, 1_000_000m),
                new ExportedAmount(day, "deepseek-flash", "web_search", 0.00075m, 100m),
            ]);

        Assert.Equal(0.3m, Amount(result, ReconciliationReasonKind.OtherClient));
    }

    [Fact]
    public void CallsWithoutPrice_AreCountedAndNotGuessed()
    {
        DeepSeekReconciliation result = Compare([], [Call("2026-11-02T12:00:00Z", 5) with { Model = "gpt-5" }], []);

        Assert.Null(result.ByUsage);
        Assert.Equal(0, result.Calls);
        Assert.Contains("Calls without a price aren't included: 1 call of ", Text(result, ReconciliationReasonKind.UnpricedCalls), StringComparison.Ordinal);
    }

    [Fact]
    public void CallsAtTheEdges_MayShowOnTheOtherSide()
    {
        DeepSeekReconciliation result = Compare(
            [Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 0.5m)],
            [Call("2026-11-01T23:55:00Z", output: 1_000_000), Call("2026-11-01T23:40:00Z", output: 9_000_000), Call("2026-11-03T23:51:00Z", output: 500_000)],
            []);

        Assert.Equal(0.3m, result.ByUsage);
        Assert.Equal(0.6m, Amount(result, ReconciliationReasonKind.Lag));
        Assert.Equal(0.02m, Amount(result, ReconciliationReasonKind.Rounding));
    }

    [Fact]
    public void TheTimeInWhichTheBalanceWasNotObserved_IsMeasured()
    {
        DeepSeekReconciliation result = Compare(
            [Window("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z", 0.1m)],
            [Call("2026-11-02T12:00:00Z", output: 1_000_000)],
            [Cost("2026-11-02", "deepseek-flash", 0.7m)]);

        Assert.Equal(0.5m, result.BalanceCoverage);
        Assert.Equal(0.7m, Amount(result, ReconciliationReasonKind.NotObserved));
        Assert.Contains("50 % of the span", Text(result, ReconciliationReasonKind.NotObserved), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreMeteredThanExported_PointsAtAnotherAccount()
    {
        DeepSeekReconciliation result = Compare([], [Call("2026-11-02T12:00:00Z", output: 1_000_000)], [Cost("2026-11-02", "deepseek-flash", 0.5m)]);

        Assert.Equal(0.1m, Amount(result, ReconciliationReasonKind.OtherAccount));
        Assert.Equal(0.1m, result.UsageLessExport);
    }

    [Fact]
    public void AnExportInAnotherCurrency_SaysNothingOfThisOne()
    {
        DeepSeekReconciliation result = Compare([], [], [Cost("2026-11-02", "deepseek-flash", 0.5m) with { Currency = "CNY" }]);

        Assert.Null(result.ByExport);
        Assert.Equal(0m, result.ExportCoverage);
    }

    [Fact]
    public void MeteredSearches_ExplainWhatTheBalanceLostBesideTokens()
    {
        // 1M output tokens of deepseek-flash off-peak and 200 searches: 0.60 + 0.15 USD.
        MeteredCall call = Call("2026-11-02T12:00:00Z", output: 1_000_000) with { Searches = 200 };

        DeepSeekReconciliation result = Compare([Window("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z", 0.75m)], [call], []);

        Assert.Equal((0.75m, 0.15m, 0m), (result.ByUsage, result.UseCost, result.Residual));
        Assert.Equal(0.15m, Amount(result, ReconciliationReasonKind.ChargesWithoutTokens));
        Assert.StartsWith("200 web searches of the metered calls cost 0.15 USD", Text(result, ReconciliationReasonKind.ChargesWithoutTokens), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Explanation, reason => reason.Kind is ReconciliationReasonKind.OtherClient or ReconciliationReasonKind.OtherAccount);
    }

    [Fact]
    public void WhatTheExportChargesBesideTokens_IsComparedWithTheMeteredSearches()
    {
        MeteredCall call = Call("2026-11-02T12:00:00Z", output: 1_000_000) with { Searches = 200 };
        ExportedAmount tokens = new(Span("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"), "deepseek-flash", "output_tokens", 0.0000006m, 1_000_000m);

        DeepSeekReconciliation same = Compare([], [call], [Cost("2026-11-02", "deepseek-flash", 0.75m)], amounts: [tokens]);
        DeepSeekReconciliation more = Compare([], [call], [Cost("2026-11-02", "deepseek-flash", 0.80m)], amounts: [tokens]);

        Assert.Equal((0.75m, 0.75m), (same.ByUsage, same.ByExport));
        Assert.Equal(0.15m, Amount(same, ReconciliationReasonKind.ChargesWithoutTokens));
        Assert.Equal([0.15m, 0.05m], more.Explanation.Where(reason => reason.Kind == ReconciliationReasonKind.ChargesWithoutTokens).Select(reason => reason.Amount!.Value));
        Assert.DoesNotContain(same.Explanation.Concat(more.Explanation), reason => reason.Kind is ReconciliationReasonKind.OtherClient or ReconciliationReasonKind.OtherAccount);
    }

    [Fact]
    public void WhileSearchesAreFree_NoSpendIsGuessedToBeSearches()
    {
        DeepSeekReconciliation result = Compare(
            [Window("2026-10-29T00:00:00Z", "2026-10-31T00:00:00Z", 5m)],
            [Call("2026-10-29T12:00:00Z", output: 1_000_000) with { Searches = 200 }],
            [],
            span: Span("2026-10-29T00:00:00Z", "2026-10-31T00:00:00Z"));

        Assert.Equal((0.6m, 0m), (result.ByUsage, result.UseCost));
        Assert.DoesNotContain(result.Explanation, reason => reason.Kind == ReconciliationReasonKind.ChargesWithoutTokens);
    }

    [Fact]
    public void TheLongContextOfAModel_IsOneLineWithTheModel()
    {
        MeteredCall call = Call("2026-11-02T12:00:00Z", output: 1_000_000) with { Model = "deepseek-flash[1m]" };

        DeepSeekReconciliation result = Compare([], [call, Call("2026-11-02T13:00:00Z", output: 1_000_000)], [Cost("2026-11-02", "deepseek-flash[1m]", 1.2m)]);

        Assert.Equal(("deepseek-flash", 1.2m, 1.2m), (Assert.Single(result.Lines).Model, result.ByUsage, result.ByExport));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static Interval Span(string from, string to) => new(At(from), At(to));

    private static SpendWindow Window(string from, string to, decimal amount) =>
        new(At(from), At(to), amount, amount, amount, SpendQuality.Clean, null, null);

    private static MeteredCall Call(string at, long output) => new()
    {
        At = At(at),
        Model = "deepseek-flash",
        CacheHitTokens = 0,
        CacheMissTokens = 0,
        OutputTokens = output,
    };

    private static ExportedCost Cost(string day, string model, decimal cost) =>
        new(new Interval(At(day + "T00:00:00Z"), At(day + "T00:00:00Z").AddDays(1)), model, ExportedCost.Paid, "USD", cost);

    private static DeepSeekReconciliation Compare(
        IEnumerable<SpendWindow> windows,
        IEnumerable<MeteredCall> calls,
        IReadOnlyList<ExportedCost> costs,
        Interval? span = null,
        ExportImport? import = null,
        IReadOnlyList<ExportedAmount>? amounts = null)
    {
        Interval asked = span ?? TwoDays;
        ExportImport mark = import ?? Import;
        var stored = new StoredExport
        {
            Amounts = [.. (amounts ?? []).Select(row => (mark, row))],
            Costs = [.. costs.Select(row => (mark, row))],
            AmountCoverage = IntervalSet.None,
            CostCoverage = IntervalSet.Of(costs.Select(row => row.Interval with { To = Instant.Earlier(row.Interval.To, mark.At) })),
        };
        var export = new ExportTally(stored, DeepSeekPriceCatalog.BuiltIn, "USD", asked);
        var balance = new BalanceTally(asked, export.Coverage);
        foreach (SpendWindow window in windows)
        {
            balance.Add(new SpendStep(window, new BalanceSnapshot(window.To, window.To, BalanceLevels.OfTotal(1m))));
        }

        var usage = new UsageTally(DeepSeekPriceCatalog.BuiltIn, "USD", asked, export.Coverage, balance.Observed);
        foreach (MeteredCall call in calls)
        {
            usage.Add(call);
        }

        DeepSeekReconciliation result = Reconciler.Compare(new ReconciliationSources
        {
            Account = "team", Currency = "USD", Span = asked, Balance = balance, Usage = usage, Export = export,
        });
        if (result.ByBalance is { } whole)
        {
            Assert.Equal(whole, result.Lines.Sum(line => line.Amount));
        }

        return result;
    }

    private static decimal? Amount(DeepSeekReconciliation result, ReconciliationReasonKind kind) =>
        Assert.Single(result.Explanation, reason => reason.Kind == kind).Amount;

    private static string Text(DeepSeekReconciliation result, ReconciliationReasonKind kind) =>
        Assert.Single(result.Explanation, reason => reason.Kind == kind).ToString();

    private static IEnumerable<string> Shown(DeepSeekReconciliation result) =>
        result.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Model}={line.Amount:0.0##}/{line.Share:0.######}"));
}
