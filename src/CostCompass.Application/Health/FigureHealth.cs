namespace CostCompass.Application;

/// <summary>Checks what the figures of the store are worth: how recent the readings are, the budgets, and the prices. Nothing is sent.</summary>
/// <param name="session">The session.</param>
/// <param name="stack">The figures at the current time.</param>
/// <param name="outlooks">The accounts that were read.</param>
public sealed class FigureHealth(CostSession session, StackFigures stack, List<AccountOutlook> outlooks)
{
    /// <summary>The name of the check of a budget.</summary>
    public const string BudgetCheck = "Budget";

    // An account that is usually read every minute may be read less often for a while, for example while the computer starts.
    private static readonly TimeSpan LeastSilence = TimeSpan.FromHours(1);

    /// <summary>The duration in words, in the largest unit that fits.</summary>
    /// <param name="span">The duration.</param>
    public static string Span(TimeSpan span)
    {
        (double count, string unit) = span switch
        {
            { TotalDays: >= 2 } => (span.TotalDays, "days"),
            { TotalHours: >= 2 } => (span.TotalHours, "hours"),
            { TotalMinutes: >= 2 } => (span.TotalMinutes, "minutes"),
            _ => (span.TotalSeconds, "seconds"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(count):0} {unit}");
    }

    private DateTimeOffset Now => stack.KnownUntil;

    /// <summary>Runs the checks.</summary>
    /// <param name="accounts">The accounts that can be queried.</param>
    public IEnumerable<CostHealthCheck> Run(IReadOnlyList<CostAccount> accounts)
    {
        var reader = new HistoryReader(session.Store);
        foreach (CostAccount account in accounts)
        {
            yield return HealthCheckup.Attempt("Reading", account.Name, () => Reading(reader, account));
        }

        foreach (CostBudget budget in session.Store.Budgets.Read())
        {
            yield return HealthCheckup.Attempt(BudgetCheck, budget.Name, () => Budget(stack.Check(budget, outlooks)));
        }

        if (outlooks.Exists(outlook => CostProvider.NameComparer.Equals(outlook.Provider, DashboardReader.DeepSeek)))
        {
            yield return HealthCheckup.Attempt("Price", null, Price);
        }
    }

    private (HealthState State, string? Finding, string? Action) Reading(HistoryReader reader, CostAccount account)
    {
        const string Look = "Run Update-CostSnapshot. If a scheduled task takes the snapshots, check whether it runs.";
        if (account.LastSeen is not { } last)
        {
            return (HealthState.Warning, "The account hasn't been read yet.", "Run Update-CostSnapshot.");
        }

        if (outlooks.Where(outlook => outlook.Account == account.Name).Min(outlook => outlook.StaleSince) is { } since)
        {
            return (HealthState.Error, $"The account hasn't been read since {since.ToUniversalTime():u}. The spend since then is unknown.", Look);
        }

        TimeSpan silence = Now - last;
        return silence > LeastSilence && reader.UsualGapOf(account.Name, Now) is { } usual && silence > usual * LastReading.MissedReadings
            ? (HealthState.Warning, $"The account is usually read every {Span(usual)}, but the last reading is {Span(silence)} old.", Look)
            : (HealthState.Ok, null, null);
    }

    private static (HealthState State, string? Finding, string? Action) Budget(CostBudgetStatus status) => status.State switch
    {
        BudgetState.Ok => (HealthState.Ok, null, null),
        BudgetState.Exceeded => (HealthState.Error, Amounts(status, "spent", status.Spent), "Raise the budget with Set-CostBudget, or spend less."),
        BudgetState.Forecast => (HealthState.Warning, Amounts(status, "expected this month", status.Forecast), "Spend less, or raise the budget with Set-CostBudget."),
        BudgetState.Stale => (HealthState.Warning, $"The budget may be exceeded: {status.StaleAccounts} hasn't been read recently.", "Run Update-CostSnapshot."),
        _ => (HealthState.Warning, "The spend of this month isn't known.", "Run Update-CostSnapshot."),
    };

    private static string Amounts(CostBudgetStatus status, string what, decimal? amount) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} of {status.Amount:0.00} {status.Currency} {what}{(status.IsApproximate ? " (estimate)" : "")}.");

    private (HealthState State, string? Finding, string? Action) Price() => session.Prices.Bands.BandAt(Now).IsVerified
        ? (HealthState.Ok, null, null)
        : (
            HealthState.Warning,
            $"The public holidays in China of {Now.Year} aren't verified, and on a holiday there is no peak price.",
            "Update CostCompass, or import a newer calendar with Import-DeepSeekPrice.");
}
