namespace CostCompass.Balances;

/// <summary>All errors of balances, snapshots and balance events, so that each is worded once.</summary>
internal static class BalanceErrors
{
    public static CostException AmountOutOfRange(decimal amount) => new(
        "AmountOutOfRange",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The amount {amount} is out of range. The maximum is 1e9."),
        "Check the amount and its unit.");

    public static CostException AmountOutOfRangeResult() => new(
        "AmountOutOfRange",
        CostErrorKind.InvalidInput,
        "The calculated amount is out of range.",
        "Check the history and the exchange rates for wrong amounts or times with Get-CostSpend, Get-CostSnapshot and Get-CostExchangeRate.");

    public static CostException BalanceEventNotFound(string number) => new(
        "BalanceEventNotFound",
        CostErrorKind.NotFound,
        $"The balance event {number} doesn't exist.",
        "To list the balance events, run Get-CostBalanceEvent.");

    public static CostException CurrencyNeeded(string account) => new(
        "CurrencyNeeded",
        CostErrorKind.InvalidInput,
        $"The currency of the account '{account}' can't be determined from its history.",
        "Specify -Currency.");

    public static CostException EventContradictsBalance(
        string pool, decimal change, DateTimeOffset began, DateTimeOffset ended, decimal recorded, decimal spend) => new(
        "EventContradictsBalance",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The {pool} balance changed by {change:+0.#########;-0.#########;0} between {began:u} and {ended:u}, but the recorded events of that time add up to {recorded:+0.#########;-0.#########;0}. The spend would be {spend:0.#########}."),
        "Check the amount and the time. To list the recorded events, run Get-CostBalanceEvent. To record several events of one window, pipe them together.");

    public static CostException EventNeedsWindow(string groupBy) => new(
        "EventNeedsWindow",
        CostErrorKind.InvalidInput,
        $"The input is grouped by {groupBy}. Balance events can be recorded from single windows only, so nothing was recorded.",
        "Pipe the windows of Get-CostSpend -GroupBy Window.");

    public static CostException InvalidCurrency() => new(
        "InvalidCurrency",
        CostErrorKind.InvalidInput,
        "A currency must be a three-letter code such as USD or CNY.",
        "Specify the ISO 4217 code of the currency.");

    public static CostException InvalidEventAmount(decimal amount) => new(
        "InvalidEventAmount",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"-Amount must be between 0.000000001 and 1,000,000,000, but is {amount}."),
        "Specify the amount without a sign. -Kind determines the direction.");

    public static CostException InvalidEventInstant() => new(
        "InvalidEventInstant",
        CostErrorKind.InvalidInput,
        "-At must be between the years 2 and 9998, and -Since must not be later than -At.",
        "Correct -At or -Since.");

    public static CostException InvalidMaximumAge() => new(
        "InvalidMaximumAge",
        CostErrorKind.InvalidInput,
        "-MaximumAge must not be negative.",
        "Specify a time span such as 1.00:00:00 (1 day).");

    public static CostException NoSnapshotToRemove(string name, string? currency) => new(
        "NoSnapshot",
        CostErrorKind.NotFound,
        $"There are no snapshots of the account '{name}'{(currency is null ? "" : " in " + currency)}.",
        "To list the stored snapshots, run Get-CostSnapshot.");

    public static CostException NoSnapshot(string name) => new(
        "NoSnapshot",
        CostErrorKind.NotFound,
        $"The account '{name}' has no snapshots yet.",
        "Run Update-CostSnapshot to take a first snapshot.");
}
