namespace CostCompass.Balances;

/// <summary>What a provider said at one instant about one currency of one account.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Currency">The ISO 4217 code, upper case.</param>
/// <param name="At">The instant at which the answer had arrived.</param>
/// <param name="Levels">The amounts.</param>
public sealed record BalanceReading(AccountName Account, string Provider, string Currency, DateTimeOffset At, BalanceLevels Levels)
{
    /// <summary>The series that it belongs to.</summary>
    public BalanceSeriesKey Series => new(Account, Provider, Currency);
}
