using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The sentences below a dashboard: the meaning of its marks, and what to know about the figures.</summary>
internal static class DashboardNotes
{
    /// <summary>The mark of stale figures.</summary>
    public const string StaleMark = "!";

    private const int MostNames = 6;

    /// <summary>The sentences, in order.</summary>
    /// <param name="data">The data of the dashboard.</param>
    public static IEnumerable<ChartText> Of(DashboardData data)
    {
        if (data.Summary.IsApproximate)
        {
            yield return new ChartText("* an estimate, derived from a balance", ChartTone.Dim);
        }

        DateTimeOffset asOf = data.Summary.AsOf;
        List<string> stale = data.Accounts
            .Where(account => account.StaleSince is not null)
            .GroupBy(account => account.Account)
            .Select(account => (Name: account.Key, Since: account.Min(one => one.LastSeen).ToOffset(asOf.Offset)))
            .OrderBy(account => account.Since)
            .Select(account => $"{CellText.Plain(account.Name.Text)} since {DashboardWords.Minute(account.Since)}")
            .ToList();
        if (stale.Count > 0)
        {
            yield return new ChartText($"{StaleMark} not read recently: {Listed(stale)}", ChartTone.Caution);
        }

        if (data.Summary is { StartedThisMonth: { } started, ObservedFrom: { } from })
        {
            yield return new ChartText($"The history of {CellText.Plain(started)} starts this month. The month to date is complete from {DashboardWords.Minute(from)}.", ChartTone.Dim);
        }

        if (data.Summary.NotReadThisMonth is { } unread)
        {
            yield return new ChartText($"The month to date doesn't include accounts that weren't read this month: {CellText.Plain(unread)}.", ChartTone.Caution);
        }

        List<string> early = Named(account => account.IsEarly);
        if (early.Count > 0)
        {
            yield return new ChartText($"early: less than a day of data for {Listed(early)}. Budgets and alerts ignore it.", ChartTone.Dim);
        }

        List<string> unknown = Named(account => account.Forecast is null);
        if (unknown.Count > 0)
        {
            yield return new ChartText($"Forecasts don't include {Listed(unknown)}: the trailing days have no data.", ChartTone.Caution);
        }

        if (data.Health.Where(check => check.State != HealthState.Ok).MaxBy(check => check.State) is { } worst)
        {
            int others = data.Health.Count(check => check.State != HealthState.Ok) - 1;
            string name = worst.Name is { } of ? $" of {CellText.Plain(of)}" : "";
            string more = others == 0 ? "Test-CostHealth runs more checks." : string.Create(CultureInfo.InvariantCulture, $"Test-CostHealth shows {others} more.");
            yield return new ChartText($"Health: {worst.Check}{name}: {CellText.Plain(worst.Finding ?? "")} {more}", worst.State == HealthState.Error ? ChartTone.Warning : ChartTone.Caution);
        }

        foreach (string note in data.Notes)
        {
            yield return new ChartText(CellText.Plain(note), ChartTone.Caution);
        }

        List<string> Named(Func<AccountOutlook, bool> isMeant) => data.Accounts
            .Where(isMeant)
            .Select(account => account.Account)
            .Distinct()
            .Select(account => CellText.Plain(account.Text))
            .ToList();
    }

    // The rows have their marks: a note with a hundred names would push them off the screen.
    private static string Listed(List<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more");
}
