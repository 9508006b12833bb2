using CostCompass.Truth.Demand;
using CostCompass.Truth.Measures;
using CostCompass.Truth.Polling;
using CostCompass.Truth.Scenarios;

namespace CostCompass.Truth.Reports;

/// <summary>The tables of a finished bench.</summary>
/// <param name="bench">The bench.</param>
/// <param name="regimes">The rows.</param>
/// <param name="output">Where to.</param>
internal sealed class TruthReport(TruthBench bench, IReadOnlyList<DemandRegime> regimes, TextWriter output)
{
    private readonly MarkdownTable _table = new(output);

    private IEnumerable<string> Rows => regimes.Select(regime => regime.Name).Append(MeasureGrid<ErrorMeasure>.Overall);

    public void Write()
    {
        Summary();
        TenTimes();
        Invariants();
        Errors("(a) Granted credit remains across every top-up: ours / plain", bench.GrantedRemains);
        Errors("(b) Top-ups without granted credit, not recorded: ours / plain", bench.Unrecorded);
        Errors("(b) Grants that do not expire and top-ups, not recorded: ours / plain", bench.UnrecordedGrants);
        Errors("(c) Top-ups recorded: ours / plain", bench.Recorded);
        Errors("(c) Grants and top-ups recorded: ours / plain", bench.RecordedGrants);
        Errors("(c) Top-ups recorded that are shown up to two minutes late: ours / plain", bench.RecordedShownLate);
        Errors("(d) Grants that expire, not recorded: ours / plain", bench.Expiring);
        Errors("(d) Grants that expire, with every top-up, grant and expiry recorded: ours / plain", bench.RecordedExpiring);
        ExpiryFlags();
        Errors("(e) As (b) without granted credit, with -IncludeEstimate: with estimates / without", bench.Estimated);
        Errors("(e) As (b) with grants, with -IncludeEstimate: with estimates / without", bench.EstimatedGrants);
        Hits("SuggestedTopUp is the true top-up, nothing recorded before", bench.Suggested);
        Hits("SuggestedTopUp is the true top-up, every earlier top-up recorded", bench.SuggestedWithRecords);
        HitsByGroup();
    }

    private void Summary()
    {
        _table.Begin(
            "Relative error of the total, over all regimes and scales",
            ["scenario", "polling", "histories", "ours, mean", "plain, mean", "ours, worst", "plain, worst", "ours, worst amount", "ours larger", "ours below plain"]);
        (string Name, MeasureGrid<ErrorMeasure> Grid)[] scenarios =
        [
            ("(a) granted remains", bench.GrantedRemains),
            ("(b) unrecorded", bench.Unrecorded),
            ("(b) unrecorded, with grants", bench.UnrecordedGrants),
            ("(c) recorded", bench.Recorded),
            ("(c) recorded, with grants", bench.RecordedGrants),
            ("(c) recorded, shown late", bench.RecordedShownLate),
            ("(d) expiring, unrecorded", bench.Expiring),
            ("(d) expiring, all recorded", bench.RecordedExpiring),
        ];
        foreach ((string name, MeasureGrid<ErrorMeasure> grid) in scenarios)
        {
            foreach (PollingInterval interval in PollingInterval.All)
            {
                ErrorMeasure measure = grid[MeasureGrid<ErrorMeasure>.Overall, interval];
                _table.Row(
                [
                    name,
                    interval.Name,
                    MarkdownTable.Number(measure.Count),
                    MarkdownTable.Percent(measure.Mean),
                    MarkdownTable.Percent(measure.PlainMean),
                    MarkdownTable.Percent(measure.Worst),
                    MarkdownTable.Percent(measure.PlainWorst),
                    MarkdownTable.Money(measure.WorstAmount),
                    MarkdownTable.Number(measure.OursIsLarger),
                    MarkdownTable.Number(measure.OursIsBelowPlain),
                ]);
            }
        }
    }

    private void TenTimes()
    {
        _table.Begin(
            "(a) Histories with granted credit throughout and a plain error above ten cents",
            ["polling", "histories", "ours is not ten times closer"]);
        foreach (PollingInterval interval in PollingInterval.All)
        {
            ErrorMeasure measure = bench.GrantedRemains[MeasureGrid<ErrorMeasure>.Overall, interval];
            _table.Row([interval.Name, MarkdownTable.Number(measure.PlainIsOff), MarkdownTable.Number(measure.NotTenTimesSmaller)]);
        }
    }

    private void Invariants()
    {
        _table.Begin("An amount is never above the truth, without expiry", ["what", "checked", "above the truth"]);
        _table.Row(["windows", MarkdownTable.Number(bench.Invariants.Windows), MarkdownTable.Number(bench.Invariants.WindowsAboveTruth)]);
        _table.Row(["totals", MarkdownTable.Number(bench.Invariants.Totals), MarkdownTable.Number(bench.Invariants.TotalsAboveTruth)]);
    }

    private void Errors(string title, MeasureGrid<ErrorMeasure> grid) => ByRegime(title, (row, interval) =>
        $"{MarkdownTable.Percent(grid[row, interval].Mean)} / {MarkdownTable.Percent(grid[row, interval].PlainMean)}");

    private void Hits(string title, MeasureGrid<HitMeasure> grid) => ByRegime(title, (row, interval) =>
        $"{MarkdownTable.Percent(grid[row, interval].Share)} of {MarkdownTable.Number(grid[row, interval].Count)}");

    private void ByRegime(string title, Func<string, PollingInterval, string> cell)
    {
        _table.Begin(title, PollingInterval.All.Select(interval => interval.Name).Prepend("regime"));
        foreach (string row in Rows)
        {
            _table.Row(PollingInterval.All.Select(interval => cell(row, interval)).Prepend(row));
        }
    }

    private void ExpiryFlags()
    {
        _table.Begin(
            "(d) PossibleExpiry against the truth, over all regimes and scales",
            ["polling", "windows with an expiry", "detectable", "flagged", "flagged without an expiry", "truth in Low..High", "error of Amount", "error of Low"]);
        foreach (PollingInterval interval in PollingInterval.All)
        {
            ExpiryFlagMeasure measure = bench.ExpiryFlags[MeasureGrid<ExpiryFlagMeasure>.Overall, interval];
            _table.Row(
            [
                interval.Name,
                MarkdownTable.Number(measure.Expiries),
                MarkdownTable.Number(measure.Tellable),
                MarkdownTable.Number(measure.Flagged),
                MarkdownTable.Number(measure.WronglyFlagged),
                MarkdownTable.Percent(measure.Bounded.Share),
                MarkdownTable.Percent(measure.AmountMean),
                MarkdownTable.Percent(measure.LowMean),
            ]);
        }
    }

    // Regimes on which the suggestion was tuned, beside those that it had never seen.
    private void HitsByGroup()
    {
        _table.Begin(
            "SuggestedTopUp is the true top-up, over all polling intervals",
            ["regimes", "nothing recorded before", "every earlier top-up recorded"]);
        Group("tuned on (with other seeds)", regime => regime.IsForDevelopment);
        Group("never tuned on", regime => !regime.IsForDevelopment);
        Group("all", _ => true);

        void Group(string name, Func<DemandRegime, bool> isIn) =>
            _table.Row([name, Share(bench.Suggested, isIn), Share(bench.SuggestedWithRecords, isIn)]);

        string Share(MeasureGrid<HitMeasure> grid, Func<DemandRegime, bool> isIn)
        {
            HitMeasure[] cells = regimes
                .Where(isIn)
                .SelectMany(_ => PollingInterval.All, (regime, interval) => grid[regime.Name, interval])
                .ToArray();
            int count = cells.Sum(cell => cell.Count);
            return $"{MarkdownTable.Percent((double)cells.Sum(cell => cell.Hits) / count)} of {MarkdownTable.Number(count)}";
        }
    }
}
