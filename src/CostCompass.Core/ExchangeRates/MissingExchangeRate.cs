namespace CostCompass.ExchangeRates;

/// <summary>A rate that was needed and that no one gave.</summary>
/// <param name="From">The currency that was to be converted.</param>
/// <param name="To">The currency that was wanted.</param>
/// <param name="FirstDay">The first day on which it was needed. A rate of that day or an earlier one closes the gap.</param>
/// <param name="LastDay">The last day on which it was needed.</param>
public sealed record MissingExchangeRate(string From, string To, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>The gap as a failure, for where nothing can be said without the rate.</summary>
    public CostException ToException() => new("ExchangeRateMissing", CostErrorKind.NotFound, $"There is no exchange rate from {this}.", Advice);

    /// <summary>What a person can do about it.</summary>
    public string Advice => string.Create(CultureInfo.InvariantCulture, $"Set it with: Set-CostExchangeRate -From {ForeignText.Argument(From)} -To {ForeignText.Argument(To)} -Date {FirstDay:yyyy-MM-dd} -Rate <rate>");

    /// <inheritdoc/>
    public override string ToString() => FirstDay == LastDay
        ? string.Create(CultureInfo.InvariantCulture, $"{From} to {To} on {FirstDay:yyyy-MM-dd}")
        : string.Create(CultureInfo.InvariantCulture, $"{From} to {To} on days from {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}");
}
