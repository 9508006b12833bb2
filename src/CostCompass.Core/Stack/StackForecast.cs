namespace CostCompass.Stack;

/// <summary>The forecast of the whole stack, and what it doesn't include.</summary>
/// <param name="Forecast">The forecast of the account <c>*</c>, or null if there is no basis for one.</param>
/// <param name="Unconverted">The spend of the current month in currencies without an exchange rate.</param>
/// <param name="WithoutForecast">The names of the accounts whose burn rate in the trailing days is unknown.</param>
public sealed record StackForecast(
    CostForecast? Forecast, IReadOnlyList<UnconvertedAmount> Unconverted, IReadOnlyList<string> WithoutForecast);
