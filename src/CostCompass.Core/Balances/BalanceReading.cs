namespace CostCompass.Balances;

/// <summary>The balance in one currency of one account, as a provider reported it at one time.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Currency">The ISO 4217 code in uppercase.</param>
/// <param name="At">The time at which the response arrived.</param>
/// <param name="Levels">The amounts.</param>
public sealed record BalanceReading(AccountName Account, string Provider, string Currency, DateTimeOffset At, BalanceLevels Levels)
{
    /// <summary>The series that the reading belongs to.</summary>
    public BalanceSeriesKey Series => new(Account, Provider, Currency);
}
