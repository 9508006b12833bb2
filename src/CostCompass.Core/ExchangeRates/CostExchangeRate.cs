namespace CostCompass.ExchangeRates;

/// <summary>A rate of exchange that the user gave: one unit of a currency is worth so many of another, from a day on.</summary>
public sealed record CostExchangeRate
{
    /// <summary>The smallest and, as its inverse, the largest rate that is believed.</summary>
    public const decimal Minimum = 0.000_000_001m;

    /// <summary>The largest rate that is believed.</summary>
    public const decimal Maximum = 1_000_000_000m;

    /// <summary>The ISO 4217 code of the currency that is converted.</summary>
    public required string From { get; init; }

    /// <summary>The ISO 4217 code of the currency that it becomes.</summary>
    public required string To { get; init; }

    /// <summary>How many units of <see cref="To"/> one unit of <see cref="From"/> is worth.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The first day on which it is in force. It stays so until the day of the next rate of the pair.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whether the rate was given for the other direction: then <see cref="Rate"/> is 1 divided by what was given.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Makes a rate, or fails.</summary>
    /// <param name="from">The currency that is converted.</param>
    /// <param name="to">The currency that it becomes.</param>
    /// <param name="rate">How many units of the second one unit of the first is worth.</param>
    /// <param name="date">The first day on which it is in force.</param>
    /// <exception cref="CostException"><c>InvalidCurrency</c>, <c>SameCurrency</c> or <c>InvalidExchangeRate</c>.</exception>
    public static CostExchangeRate Of(string? from, string? to, decimal rate, DateOnly date)
    {
        (string source, string target) = RequirePair(from, to);
        return rate is >= Minimum and <= Maximum
            ? new CostExchangeRate { From = source, To = target, Rate = rate / 1.000_000_000_000_000_000_000_000_000m, Date = date }
            : throw new CostException(
                "InvalidExchangeRate",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"An exchange rate must be between 1e-9 and 1e9, but is {rate}."),
                $"Specify the value of 1 {source} in {target}.");
    }

    /// <summary>Two different currencies in upper case, or a failure.</summary>
    /// <param name="from">The currency that is converted.</param>
    /// <param name="to">The currency that it becomes.</param>
    /// <exception cref="CostException"><c>InvalidCurrency</c> or <c>SameCurrency</c>.</exception>
    public static (string From, string To) RequirePair(string? from, string? to)
    {
        (string source, string target) = (CurrencyCode.Require(from), CurrencyCode.Require(to));
        return source != target
            ? (source, target)
            : throw new CostException(
                "SameCurrency",
                CostErrorKind.InvalidInput,
                $"-From and -To must be different currencies, but both are {source}.",
                "Specify another -From or -To.");
    }

    /// <summary>An amount of <see cref="From"/> in <see cref="To"/>, not rounded.</summary>
    /// <param name="amount">The amount.</param>
    public decimal Convert(decimal amount) => amount * Rate;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1 {From} = {Rate} {To} ({Date:yyyy-MM-dd})");
}
