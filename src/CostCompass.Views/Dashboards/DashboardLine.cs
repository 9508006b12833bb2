using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The whole stack in one short line, for a prompt or a status bar: the total, and what is urgent.</summary>
public static class DashboardLine
{
    private const int LongestName = 20;
    private const int ShownDays = 30;

    /// <summary>The line if there is neither a history nor a subscription.</summary>
    public const string Nothing = "no costs yet";

    /// <summary>Composes the line. If it is too wide, its last parts are dropped.</summary>
    /// <param name="data">The data to show.</param>
    /// <param name="width">The width in cells.</param>
    /// <param name="isAscii">Whether to use only ASCII characters. Names don't change.</param>
    /// <returns>The pieces from left to right.</returns>
    public static IReadOnlyList<ChartText> Compose(DashboardData data, int width, bool isAscii)
    {
        DashboardGlyphs glyphs = DashboardGlyphs.For(isAscii);
        var line = new List<ChartText>();
        int room = width;
        foreach (ChartText part in Parts(data, glyphs))
        {
            string between = line.Count == 0 ? "" : glyphs.Between;
            ChartText kept = line.Count == 0 ? part with { Text = CellText.Cut(part.Text, width, glyphs.More) } : part;
            room -= CellText.Width(between) + CellText.Width(kept.Text);
            if (room < 0)
            {
                break;
            }

            line.Add(new ChartText(between));
            line.Add(kept);
        }

        return line;
    }

    private static IEnumerable<ChartText> Parts(DashboardData data, DashboardGlyphs glyphs)
    {
        string Total(decimal? amount) => DashboardWords.Total(amount, data.Summary.IsApproximate).TrimEnd();

        // Amounts without an exchange rate aren't in the total.
        string apart = string.Concat(data.Summary.Unconverted.Select(left => $" + {left.Currency}"));
        yield return new ChartText(
            $"{Total(data.Summary.MonthToDate)} {glyphs.Towards} {Total(data.Summary.ForecastThisMonth)} {data.Summary.Currency}{apart}{(data.Summary.IsEarly ? DashboardWords.Early : "")}");
        if (data.Summary is { ForecastThisMonth: not null, WithoutForecast: { } without })
        {
            yield return new ChartText($"without {Name(without, glyphs)}", ChartTone.Caution);
        }

        if (AccountRunway.Of(data).Where(runway => !runway.IsEarly).ToList() is [{ Days: < ShownDays } first, ..])
        {
            yield return new ChartText($"{Name(first.Account.Account.Text, glyphs)} {DashboardWords.Lasts(first)}", first.Tone);
        }

        List<CostBudgetStatus> over = data.Budgets.Where(budget => budget.State != BudgetState.Ok).OrderByDescending(budget => budget.State).ThenBy(budget => budget.ExceededOn).ToList();
        if (over.Count > 0)
        {
            string state = over[0].State switch
            {
                BudgetState.Exceeded => "exceeded",
                BudgetState.Stale => "stale",
                BudgetState.Unknown => "unknown",
                _ => $"over on {DashboardWords.Day(over[0].ExceededOn)}",
            };
            string more = over.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" +{over.Count - 1}") : "";
            yield return new ChartText($"{Name(over[0].Name, glyphs)} {state}{more}", Urgency.Of(over[0].State));
        }

        if (data.Summary.Lines.Where(line => line.StaleSince is not null).Min(line => line.StaleSince) is { } stale)
        {
            yield return new ChartText(stale.ToString("'not read since' MM-dd", CultureInfo.InvariantCulture), ChartTone.Caution);
        }

        if (data.PriceBand is { } band)
        {
            yield return new ChartText(Price(band, data.Summary.AsOf), band.Band == PriceBand.Peak ? ChartTone.Caution : ChartTone.Plain);
        }
    }

    private static string Price(DeepSeekPriceBand band, DateTimeOffset asOf) => band.Until?.ToOffset(asOf.Offset) is { } until
        ? $"{DashboardWords.Band(band.Band)} to {until.ToString(until - asOf < TimeSpan.FromDays(1) ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture)}"
        : DashboardWords.Band(band.Band);

    private static string Name(string name, DashboardGlyphs glyphs) => CellText.Cut(CellText.Plain(name), LongestName, glyphs.More);
}
