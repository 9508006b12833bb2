using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>How long the balance of an account lasts.</summary>
/// <param name="account">The account.</param>
/// <param name="balance">The remaining balance.</param>
/// <param name="asOf">The current time, with the offset in which dates are shown.</param>
internal sealed class AccountRunway(AccountOutlook account, decimal balance, DateTimeOffset asOf)
{
    /// <summary>The account.</summary>
    public AccountOutlook Account { get; } = account;

    /// <summary>The remaining balance.</summary>
    public decimal Balance { get; } = balance;

    /// <summary>Whether the last reading of the account is stale.</summary>
    public bool IsStale => Account.StaleSince is not null;

    /// <summary>Whether there is a basis for a forecast of the balance.</summary>
    public bool IsForecast => Account.Forecast is not null;

    /// <summary>The time of the last reading.</summary>
    public DateTimeOffset LastSeen => Account.LastSeen.ToOffset(asOf.Offset);

    /// <summary>Whether the last reading was in the current year.</summary>
    public bool IsOfThisYear => LastSeen.Year == asOf.Year;

    /// <summary>Whether the balance is empty.</summary>
    public bool IsEmpty => Balance <= 0m;

    /// <summary>The run-out date, or null if none is expected.</summary>
    public DateTimeOffset? RunsOutAt => IsEmpty ? asOf : InZone(Account.Forecast?.RunsOutAt);

    /// <summary>The early bound of the run-out date.</summary>
    public DateTimeOffset? Early => IsEmpty ? null : InZone(Account.Forecast?.RunsOutEarly);

    /// <summary>The late bound of the run-out date.</summary>
    public DateTimeOffset? Late => IsEmpty ? null : InZone(Account.Forecast?.RunsOutLate);

    /// <summary>The number of whole days until then. 0 if the run-out date has already passed.</summary>
    public int? Days => RunsOutAt is { } at ? Math.Max(0, (int)Math.Floor((at - asOf).TotalDays)) : null;

    /// <summary>Whether less than a day is observed, so that the run-out date isn't a reason for an alert.</summary>
    public bool IsEarly => Account.IsEarly && !IsEmpty;

    /// <summary>The urgency.</summary>
    public ChartTone Tone => IsEarly ? ChartTone.Plain : Urgency.Of(RunsOutAt, asOf);

    /// <summary>The accounts whose providers report a balance, ordered by run-out date.</summary>
    /// <param name="data">The data of the dashboard.</param>
    public static List<AccountRunway> Of(DashboardData data)
    {
        DateTimeOffset asOf = data.Summary.AsOf;
        return data.Accounts
            .Where(account => account.Balance is not null)
            .Select(account => new AccountRunway(account, account.Balance!.Value, asOf))
            .OrderBy(runway => runway.RunsOutAt ?? DateTimeOffset.MaxValue)
            .ThenBy(runway => runway.Account.Account)
            .ToList();
    }

    private DateTimeOffset? InZone(DateTimeOffset? at) => at?.ToOffset(asOf.Offset);
}
