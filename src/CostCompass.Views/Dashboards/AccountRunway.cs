using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>How long the balance of an account lasts.</summary>
/// <param name="account">The account.</param>
/// <param name="balance">What is left of it.</param>
/// <param name="asOf">The present, with the offset in which dates are shown.</param>
internal sealed class AccountRunway(AccountOutlook account, decimal balance, DateTimeOffset asOf)
{
    /// <summary>The account.</summary>
    public AccountOutlook Account { get; } = account;

    /// <summary>What is left of the balance.</summary>
    public decimal Balance { get; } = balance;

    /// <summary>Whether the account was not heard of for too long.</summary>
    public bool IsStale => Account.StaleSince is not null;

    /// <summary>Whether there is something to go by for what becomes of the balance.</summary>
    public bool IsForecast => Account.Forecast is not null;

    /// <summary>The last instant at which the account was heard of.</summary>
    public DateTimeOffset LastSeen => Account.LastSeen.ToOffset(asOf.Offset);

    /// <summary>Whether that was in the current year.</summary>
    public bool IsOfThisYear => LastSeen.Year == asOf.Year;

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => Balance <= 0m;

    /// <summary>The instant at which nothing is left; null when that is not to be expected.</summary>
    public DateTimeOffset? RunsOutAt => IsEmpty ? asOf : InZone(Account.Forecast?.RunsOutAt);

    /// <summary>The early bound of that instant.</summary>
    public DateTimeOffset? Early => IsEmpty ? null : InZone(Account.Forecast?.RunsOutEarly);

    /// <summary>The late bound of that instant.</summary>
    public DateTimeOffset? Late => IsEmpty ? null : InZone(Account.Forecast?.RunsOutLate);

    /// <summary>The whole days until then; 0 when that instant has passed already.</summary>
    public int? Days => RunsOutAt is { } at ? Math.Max(0, (int)Math.Floor((at - asOf).TotalDays)) : null;

    /// <summary>Whether less than a day is observed, so that the instant is no alarm.</summary>
    public bool IsEarly => Account.IsEarly && !IsEmpty;

    /// <summary>How pressing it is.</summary>
    public ChartTone Tone => IsEarly ? ChartTone.Plain : Urgency.Of(RunsOutAt, asOf);

    /// <summary>The accounts whose providers tell what is left, the one that runs out first at the head.</summary>
    /// <param name="data">What the dashboard shows.</param>
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
