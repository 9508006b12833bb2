namespace CostCompass.ExchangeRates;

/// <summary>All errors of exchange rates, so that each is worded once.</summary>
internal static class ExchangeRateErrors
{
    public static CostException ExchangeRateMissing(MissingExchangeRate missing, string advice) => new(
        "ExchangeRateMissing",
        CostErrorKind.NotFound,
        $"There is no exchange rate from {missing}.",
        advice);

    public static CostException ExchangeRateNotFoundOnDay(string from, string to) => new(
        "ExchangeRateNotFound",
        CostErrorKind.NotFound,
        $"There is no exchange rate from {from} to {to}.",
        "To add one, run Set-CostExchangeRate. With -At, the rate of the opposite direction is used as well.");

    public static CostException ExchangeRateNotFound(string from, string to, string? date) => new(
        "ExchangeRateNotFound",
        CostErrorKind.NotFound,
        string.Create(CultureInfo.InvariantCulture, $"There is no exchange rate from {from} to {to}{date}."),
        "To list the exchange rates, run Get-CostExchangeRate.");

    public static CostException InvalidExchangeRate(decimal rate, string source, string target) => new(
        "InvalidExchangeRate",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"An exchange rate must be between 1e-9 and 1e9, but is {rate}."),
        $"Specify the value of 1 {source} in {target}.");

    public static CostException SameCurrency(string source) => new(
        "SameCurrency",
        CostErrorKind.InvalidInput,
        $"-From and -To must be different currencies, but both are {source}.",
        "Specify another -From or -To.");
}
