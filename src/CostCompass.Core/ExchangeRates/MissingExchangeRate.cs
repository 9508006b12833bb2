namespace CostCompass.ExchangeRates;

/// <summary>An exchange rate that was needed but doesn't exist.</summary>
/// <param name="From">The source currency.</param>
/// <param name="To">The target currency.</param>
/// <param name="FirstDay">The first day on which it was needed. A rate with that date or an earlier one is sufficient.</param>
/// <param name="LastDay">The last day on which it was needed.</param>
public sealed record MissingExchangeRate(string From, string To, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>An error for a result that isn't possible without the rate.</summary>
    public CostException ToException() => ExchangeRateErrors.ExchangeRateMissing(this, Advice);

    /// <summary>What the user can do about it.</summary>
    public string Advice => string.Create(CultureInfo.InvariantCulture, $"Set it with: Set-CostExchangeRate -From {ForeignText.Argument(From)} -To {ForeignText.Argument(To)} -Date {FirstDay:yyyy-MM-dd} -Rate <rate>");

    /// <inheritdoc/>
    public override string ToString() => FirstDay == LastDay
        ? string.Create(CultureInfo.InvariantCulture, $"{From} to {To} on {FirstDay:yyyy-MM-dd}")
        : string.Create(CultureInfo.InvariantCulture, $"{From} to {To} on days from {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}");
}
