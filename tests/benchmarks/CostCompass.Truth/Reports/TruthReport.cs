using CostCompass.Truth.Measures;
using CostCompass.Truth.Polling;
using CostCompass.Truth.Scenarios;

namespace CostCompass.Truth.Reports;

/// <summary>The tables of a finished bench.</summary>
/// <param name="output">Where to.</param>
internal sealed class TruthReport(TextWriter output)
{
    private readonly MarkdownTable _table = new(output);

    public void Write()
    {
        _table.Begin(
            "Totals",
            ["account", "polling", "histories", "plain rule", "Amount", "with estimates", "worst", "worse than Amount", "Amount above the truth"]);
        foreach (Scenario scenario in Scenario.All)
        {
            foreach ((PollingInterval interval, TotalMeasure totals) in scenario.Totals)
            {
                _table.Row(
                [
                    scenario.Name,
                    interval.Name,
                    MarkdownTable.Number(totals.Count),
                    MarkdownTable.Percent(totals.Plain),
                    MarkdownTable.Percent(totals.Amount),
                    MarkdownTable.Percent(totals.Estimate),
                    MarkdownTable.Percent(totals.Worst),
                    MarkdownTable.Number(totals.WorseThanAmount),
                    MarkdownTable.Number(totals.AboveTruth),
                ]);
            }
        }

        _table.Begin(
            "Windows",
            ["account", "polling", "windows", "truth below Low", "truth above High", "falls with High", "LowerBound", "suggestion right", "with records", "expiries", "flagged", "flagged in vain"]);
        foreach (Scenario scenario in Scenario.All.Where(one => !one.IsRecorded))
        {
            foreach ((PollingInterval interval, WindowMeasure windows) in scenario.Windows)
            {
                _table.Row(
                [
                    scenario.Name,
                    interval.Name,
                    MarkdownTable.Number(windows.Count),
                    MarkdownTable.Number(windows.BelowLow),
                    MarkdownTable.Number(windows.AboveHigh),
                    MarkdownTable.Share(windows.Closed.Share),
                    MarkdownTable.Number(windows.LowerBounds),
                    MarkdownTable.Share(windows.Suggested.Share),
                    MarkdownTable.Share(windows.SuggestedWithRecords.Share),
                    MarkdownTable.Number(windows.Expiry.Count),
                    MarkdownTable.Share(windows.Expiry.Share),
                    MarkdownTable.Number(windows.FlaggedInVain),
                ]);
            }
        }
    }
}
