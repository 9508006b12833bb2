namespace CostCompass.Balances;

/// <summary>The amounts that a balance can have: whole multiples of 1e-9 between minus and plus one thousand million units.</summary>
public static class Amount
{
    /// <summary>The largest magnitude that is believed. Anything above is a fault of the sender.</summary>
    public const decimal Maximum = 1_000_000_000m;

    /// <summary>How many decimals are kept. More are rounded half to even.</summary>
    public const int Decimals = 9;

    private const decimal Scale = 1_000_000_000m;

    /// <summary>Reads an amount in the invariant culture: digits, one dot, a sign, or an exponent.</summary>
    /// <param name="text">The text of a provider or of a file.</param>
    /// <param name="amount">The amount, rounded to nine decimals.</param>
    /// <returns>False if the text is no number or beyond the bounds.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal amount)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

        // The parser of the runtime overlooks null characters at the end.
        if (text.Contains('\0')
            || !decimal.TryParse(text, style, CultureInfo.InvariantCulture, out amount)
            || Math.Abs(amount) > Maximum)
        {
            amount = 0m;
            return false;
        }

        amount = decimal.Round(amount, Decimals);
        return true;
    }

    /// <summary>The amount with as many decimals as are kept.</summary>
    /// <param name="amount">An amount.</param>
    public static decimal Round(decimal amount) => decimal.Round(amount, Decimals);

    /// <summary>The same of an amount that may not be known.</summary>
    /// <param name="amount">An amount, or null for one that is unknown.</param>
    public static decimal? Round(decimal? amount) => amount is { } known ? Round(known) : null;

    /// <summary>The amount as a whole number of 1e-9 units, the form in which it is stored.</summary>
    /// <param name="amount">An amount within the bounds.</param>
    /// <exception cref="CostException"><c>AmountOutOfRange</c>.</exception>
    public static long ToNano(decimal amount) => Math.Abs(amount) <= Maximum
        ? decimal.ToInt64(decimal.Round(amount * Scale))
        : throw new CostException(
            "AmountOutOfRange",
            CostErrorKind.InvalidInput,
            string.Create(CultureInfo.InvariantCulture, $"The amount {amount} is out of range. The maximum is 1e9."),
            "Check the amount and its unit.");

    /// <summary>The failure of a figure that is beyond all measure, such as a fall of 1e9 within a microsecond taken for a whole month.</summary>
    public static CostException BeyondReckoning() => new(
        "AmountOutOfRange",
        CostErrorKind.InvalidInput,
        "The calculated amount is out of range.",
        "Check the history and the exchange rates for wrong amounts or times with Get-CostSpend, Get-CostSnapshot and Get-CostExchangeRate.");

    /// <summary>The amount of a whole number of 1e-9 units.</summary>
    /// <param name="nano">The stored number.</param>
    public static decimal FromNano(long nano) => nano / Scale;
}
