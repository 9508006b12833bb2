namespace CostCompass.ExchangeRates;

/// <summary>An exchange rate of the user: the value of one unit of a currency in another one, from a day on.</summary>
public sealed record CostExchangeRate
{
    /// <summary>The minimum rate, and as its inverse, the maximum rate.</summary>
    public const decimal Minimum = 0.000_000_001m;

    /// <summary>The maximum rate.</summary>
    public const decimal Maximum = 1_000_000_000m;

    /// <summary>The ISO 4217 code of the source currency.</summary>
    public required string From { get; init; }

    /// <summary>The ISO 4217 code of the target currency.</summary>
    public required string To { get; init; }

    /// <summary>The value of one unit of <see cref="From"/> in units of <see cref="To"/>.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The first day on which it applies. It applies until the day of the next rate of the pair.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whether the rate was set for the opposite direction. Then <see cref="Rate"/> is 1 divided by that rate.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Creates a rate, or throws if it isn't valid.</summary>
    /// <param name="from">The source currency.</param>
    /// <param name="to">The target currency.</param>
    /// <param name="rate">The value of one unit of the source currency in units of the target currency.</param>
    /// <param name="date">The first day on which it applies.</param>
    /// <exception cref="CostException"><c>InvalidCurrency</c>, <c>SameCurrency</c> or <c>InvalidExchangeRate</c>.</exception>
    public static CostExchangeRate Of(string? from, string? to, decimal rate, DateOnly date)
    {
        (string source, string target) = RequirePair(from, to);
        return rate is >= Minimum and <= Maximum
            ? new CostExchangeRate { From = source, To = target, Rate = rate / 1.000_000_000_000_000_000_000_000_000m, Date = date }
            : throw ExchangeRateErrors.InvalidExchangeRate(rate, source, target);
    }

    /// <summary>Two different currencies in uppercase, or an error.</summary>
    /// <param name="from">The source currency.</param>
    /// <param name="to">The target currency.</param>
    /// <exception cref="CostException"><c>InvalidCurrency</c> or <c>SameCurrency</c>.</exception>
    public static (string From, string To) RequirePair(string? from, string? to)
    {
        (string source, string target) = (CurrencyCode.Require(from), CurrencyCode.Require(to));
        return source != target
            ? (source, target)
            : throw ExchangeRateErrors.SameCurrency(source);
    }

    /// <summary>An amount of <see cref="From"/> in <see cref="To"/>, not rounded.</summary>
    /// <param name="amount">The amount.</param>
    public decimal Convert(decimal amount) => amount * Rate;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1 {From} = {Rate} {To} ({Date:yyyy-MM-dd})");
}
