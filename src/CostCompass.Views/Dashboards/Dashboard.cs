using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>
/// The whole stack on one screen of text: totals and forecasts, a line per provider, how long balances last, budgets, and DeepSeek's
/// price band. No line is wider than the specified width. The text is the same in every culture.
/// </summary>
public static class Dashboard
{
    /// <summary>The minimum width of a dashboard.</summary>
    public const int MinimumWidth = 40;

    // A narrower dashboard has no room for the offset of the time zone in its title.
    private const int WithOffset = 50;

    private const int MostAccounts = 12;

    /// <summary>Creates the layout of a dashboard.</summary>
    /// <param name="data">The data to show.</param>
    /// <param name="width">The width in cells, <see cref="MinimumWidth"/> or more.</param>
    /// <param name="isAscii">Whether to use only ASCII characters. Names don't change.</param>
    /// <returns>The lines from top to bottom, each with its pieces from left to right.</returns>
    public static IEnumerable<IReadOnlyList<ChartText>> Layout(DashboardData data, int width, bool isAscii)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, MinimumWidth);
        DashboardGlyphs glyphs = DashboardGlyphs.For(isAscii);
        var table = new DashboardTable(width, glyphs);
        List<AccountRunway> runways = AccountRunway.Of(data);
        IEnumerable<IEnumerable<IReadOnlyList<ChartText>>> parts =
        [
            Head(data.Summary, width, glyphs),
            table.Lines(Totals(data.Summary)),
            table.Lines(Providers(data.Summary, glyphs)),
            runways.Count == 0 ? [] : table.Lines(Runways(runways.Take(MostAccounts).ToList())).Concat(Further(runways)),
            data.Budgets.Count == 0 ? [] : table.Lines(Budgets(data.Budgets)),
            data.PriceBand is { } band ? Wrapped(PriceOf(band, data.Summary.AsOf), width, band.Band == PriceBand.Peak ? ChartTone.Caution : ChartTone.Plain) : [],
            DashboardNotes.Of(data).SelectMany(note => Wrapped(note.Text, width, note.Tone)),
        ];
        return Apart(parts.Select(part => part.ToList()).Where(part => part.Count > 0)).Select(line => ChartLine.Cut(line, width));
    }

    private static IEnumerable<IReadOnlyList<ChartText>> Apart(IEnumerable<List<IReadOnlyList<ChartText>>> parts)
    {
        bool isFirst = true;
        foreach (List<IReadOnlyList<ChartText>> part in parts)
        {
            if (!isFirst)
            {
                yield return [];
            }

            isFirst = false;
            foreach (IReadOnlyList<ChartText> line in part)
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<ChartText>> Head(CostSummary summary, int width, DashboardGlyphs glyphs)
    {
        string title = summary.AsOf.ToString("'Costs in' MMMM yyyy", CultureInfo.InvariantCulture);
        string now = summary.AsOf.ToString(width < WithOffset ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        yield return [new ChartText(title, ChartTone.Strong), new ChartText(now.PadLeft(width - title.Length), ChartTone.Dim)];
        yield return [new ChartText(new string(glyphs.Rule, width), ChartTone.Dim)];
    }

    private static IEnumerable<DashboardColumn> Totals(CostSummary summary)
    {
        bool star = summary.IsApproximate;
        string early = summary.IsEarly ? DashboardWords.Early : "";
        string Interval(decimal? point, decimal? low, decimal? high) => point is null ? "not known yet" : low is { } least && high is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"{ChartFrame.Money(least)} to {ChartFrame.Money(most)} ({summary.ConfidenceLevel} %){early}")
            : early.TrimStart(',', ' ');
        return
        [
            new DashboardColumn("") { Cells = [new("Month to date"), new("This month"), new("Next month")] },
            new DashboardColumn("")
            {
                IsRight = true,
                Cells =
                [
                    new(DashboardWords.Total(summary.MonthToDate, star), ChartTone.Strong),
                    new(DashboardWords.Total(summary.ForecastThisMonth, star)),
                    new(DashboardWords.Total(summary.ForecastNextMonth, star)),
                ],
            },
            new DashboardColumn("") { Cells = [new(summary.Currency), new(summary.Currency), new(summary.Currency)] },
            new DashboardColumn("", 1)
            {
                Cells =
                [
                    new(DashboardWords.Known(summary), ChartTone.Dim),
                    new(Interval(summary.ForecastThisMonth, summary.ThisMonthLow, summary.ThisMonthHigh), ChartTone.Dim),
                    new(Interval(summary.ForecastNextMonth, summary.Low, summary.High), ChartTone.Dim),
                ],
            },
        ];
    }

    private static IEnumerable<DashboardColumn> Providers(CostSummary summary, DashboardGlyphs glyphs)
    {
        List<CostSummaryLine> lines = summary.Lines.ToList();
        bool isOneCurrency = lines.TrueForAll(line => line.Currency == summary.Currency);
        List<ChartText> Cells(Func<CostSummaryLine, string> text, ChartTone tone = ChartTone.Plain) => lines.ConvertAll(line => new ChartText(text(line), tone));
        return
        [
            new DashboardColumn("Provider") { IsName = true, Cells = Cells(line => CellText.Plain(line.Name)) },
            new DashboardColumn("", 100) { Cells = Cells(line => line.StaleSince is null ? "" : DashboardNotes.StaleMark, ChartTone.Caution) },
            new DashboardColumn("", 95) { Cells = Cells(line => line.IsEarly ? "early" : "", ChartTone.Dim) },
            new DashboardColumn("Month to date") { IsRight = true, Cells = Cells(line => DashboardWords.Total(line.MonthToDate, line.IsApproximate)) },
            new DashboardColumn("", isOneCurrency ? 0 : DashboardColumn.Always) { Cells = Cells(line => isOneCurrency ? "" : line.Currency) },
            new DashboardColumn("Share", 80) { IsRight = true, Cells = Cells(line => DashboardWords.Percent(line.Share)) },
            new DashboardColumn("", 70) { Cells = Cells(_ => ""), Bars = lines.ConvertAll(line => (line.Share ?? 0m, ChartTone.Spend)) },
            new DashboardColumn("This month", 20) { IsRight = true, Cells = Cells(line => DashboardWords.Money(line.ForecastThisMonth, line.IsApproximate)) },
            new DashboardColumn("Next month", 90) { IsRight = true, Cells = Cells(line => DashboardWords.Money(line.ForecastNextMonth, line.IsApproximate)) },
            new DashboardColumn("Last 14 days", 50)
            {
                Cells = Cells(line => (glyphs.IsAscii ? line.Trend?.ToAscii() : line.Trend?.ToString()) ?? "", ChartTone.Spend),
            },
        ];
    }

    private static IEnumerable<DashboardColumn> Runways(List<AccountRunway> runways)
    {
        List<ChartText> Cells(Func<AccountRunway, string> text) => runways.ConvertAll(runway => new ChartText(text(runway)));
        List<ChartText> Toned(Func<AccountRunway, string> text) => runways.ConvertAll(runway => new ChartText(text(runway), runway.Tone));
        return
        [
            new DashboardColumn("Account") { IsName = true, Cells = Cells(runway => CellText.Plain(runway.Account.Account.Text)) },
            new DashboardColumn("", 100) { Cells = runways.ConvertAll(runway => new ChartText(runway.IsStale ? DashboardNotes.StaleMark : "", ChartTone.Caution)) },
            new DashboardColumn("Balance") { IsRight = true, Cells = Cells(runway => DashboardWords.Money(runway.Balance, false).TrimEnd()) },
            new DashboardColumn("") { Cells = Cells(runway => runway.Account.Currency) },
            new DashboardColumn("A day", 40) { IsRight = true, Cells = Cells(runway => DashboardWords.Money(runway.Account.Forecast?.DailyBurn, runway.Account.IsApproximate)) },
            new DashboardColumn("Lasts") { IsRight = true, Cells = Toned(DashboardWords.Lasts) },
            new DashboardColumn("Runs out", 80) { Cells = Toned(runway => runway.IsEmpty ? "" : DashboardWords.Date(runway.RunsOutAt)) },
            new DashboardColumn("Between", 30) { Cells = runways.ConvertAll(runway => new ChartText(DashboardWords.Bounds(runway), ChartTone.Dim)) },
        ];
    }

    // No one reads a screen of balances that last. The rest is counted, with the first run-out date among them.
    private static IEnumerable<IReadOnlyList<ChartText>> Further(List<AccountRunway> runways)
    {
        if (runways.Count > MostAccounts)
        {
            string none = runways.Skip(MostAccounts).All(runway => runway.IsForecast) ? "none" : "none with a forecast";
            string until = runways[MostAccounts].RunsOutAt is { } at ? $", {none} runs out before {DashboardWords.Date(at)}" : $", {none} is forecast to run out";
            yield return [new ChartText(string.Create(CultureInfo.InvariantCulture, $"and {runways.Count - MostAccounts} more{until}"), ChartTone.Dim)];
        }
    }

    private static IEnumerable<DashboardColumn> Budgets(IReadOnlyList<CostBudgetStatus> statuses)
    {
        List<CostBudgetStatus> budgets = statuses.OrderByDescending(budget => budget.State).ThenBy(budget => budget.ExceededOn).ToList();
        List<ChartText> Cells(Func<CostBudgetStatus, string> text) => budgets.ConvertAll(budget => new ChartText(text(budget)));
        return
        [
            new DashboardColumn("Budget") { IsName = true, Cells = Cells(budget => CellText.Plain(budget.Name)) },
            new DashboardColumn("Spent") { IsRight = true, Cells = Cells(budget => DashboardWords.Total(budget.Spent, budget.IsApproximate)) },
            new DashboardColumn("of", 90) { IsRight = true, Cells = Cells(budget => ChartFrame.Money(budget.Amount)) },
            new DashboardColumn("") { Cells = Cells(budget => budget.Currency) },
            new DashboardColumn("Used", 80) { IsRight = true, Cells = Cells(budget => DashboardWords.Percent(budget.Spent / budget.Amount)) },
            new DashboardColumn("", 40)
            {
                Cells = Cells(_ => ""),
                Bars = budgets.ConvertAll(budget => (budget.Spent / budget.Amount ?? 0m, budget.State == BudgetState.Ok ? ChartTone.TopUp : Urgency.Of(budget.State))),
            },
            new DashboardColumn("Forecast", 60) { IsRight = true, Cells = Cells(budget => DashboardWords.Money(budget.Forecast, budget.IsApproximate)) },
            new DashboardColumn("State") { Cells = budgets.ConvertAll(budget => new ChartText(DashboardWords.State(budget), Urgency.Of(budget.State))) },
        ];
    }

    private static string PriceOf(DeepSeekPriceBand band, DateTimeOffset asOf)
    {
        string doubt = band.IsVerified ? "" : " (unless that day is a public holiday in China: the holidays of that year aren't verified)";
        return band is { Until: { } until, Next: { } next }
            ? $"DeepSeek prices: {DashboardWords.Band(band.Band)} now, {DashboardWords.Band(next)} from {DashboardWords.Minute(until.ToOffset(asOf.Offset))}, in {DashboardWords.Span(until - asOf)}{doubt}"
            : $"DeepSeek prices: {DashboardWords.Band(band.Band)} now, no known change{doubt}";
    }

    private static IEnumerable<IReadOnlyList<ChartText>> Wrapped(string text, int width, ChartTone tone) =>
        CellText.Wrap(text, width).Select(line => new[] { new ChartText(line, tone) });
}
