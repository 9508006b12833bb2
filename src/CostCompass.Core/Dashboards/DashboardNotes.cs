using CostCompass.Charts;
using CostCompass.Summaries;

namespace CostCompass.Dashboards;

/// <summary>The sentences under a dashboard: what its marks mean, and what has to be known beside the figures.</summary>
internal static class DashboardNotes
{
    /// <summary>The mark of what was not heard of for too long.</summary>
    public const string StaleMark = "!";

    /// <summary>The sentences, in order.</summary>
    /// <param name="data">What the dashboard shows.</param>
    public static IEnumerable<ChartText> Of(DashboardData data)
    {
        if (data.Summary.IsApproximate)
        {
            yield return new ChartText("* derived from a balance: a directional estimate", ChartTone.Dim);
        }

        List<CostSummaryLine> stale = data.Summary.Lines.Where(line => line.StaleSince is not null).ToList();
        if (stale.Count > 0)
        {
            string names = string.Join(", ", stale.Select(line => $"{CellText.Plain(line.Name)} since {DashboardWords.Minute(line.StaleSince!.Value)}"));
            yield return new ChartText($"{StaleMark} not read for too long: {names}", ChartTone.Caution);
        }

        foreach (string note in data.Notes)
        {
            yield return new ChartText(CellText.Plain(note), ChartTone.Caution);
        }
    }
}
