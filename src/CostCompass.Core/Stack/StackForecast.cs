namespace CostCompass.Stack;

/// <summary>The forecast of the whole stack, and what it had to leave out.</summary>
/// <param name="Forecast">The forecast, of the account <c>*</c>, or null if there is nothing to go by.</param>
/// <param name="Unconverted">What is in a currency from which a rate is missing: what was spent of it in the current month.</param>
/// <param name="WithoutForecast">The names of the accounts whose burn in the trailing days is unknown.</param>
public sealed record StackForecast(
    CostForecast? Forecast, IReadOnlyList<UnconvertedAmount> Unconverted, IReadOnlyList<string> WithoutForecast);
