namespace CostCompass.Balances;

/// <summary>The possible amounts of a balance: whole multiples of 1e-9 between -1e9 and 1e9 units.</summary>
public static class Amount
{
    /// <summary>The maximum magnitude. A greater amount is an error of the sender.</summary>
    public const decimal Maximum = 1_000_000_000m;

    /// <summary>The number of decimals that are kept. More are rounded half to even.</summary>
    public const int Decimals = 9;

    private const decimal Scale = 1_000_000_000m;

    /// <summary>Parses an amount in the invariant culture: digits, a decimal point, a sign, or an exponent.</summary>
    /// <param name="text">Text from a provider or a file.</param>
    /// <param name="amount">The amount, rounded to nine decimals.</param>
    /// <returns>False if the text isn't a number or is out of range.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal amount)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

        // The parser of the runtime ignores null characters at the end.
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

    /// <summary>The amount with the number of decimals that are kept.</summary>
    /// <param name="amount">An amount.</param>
    public static decimal Round(decimal amount) => decimal.Round(amount, Decimals);

    /// <summary>The same for an amount that may be unknown.</summary>
    /// <param name="amount">An amount, or null if it is unknown.</param>
    public static decimal? Round(decimal? amount) => amount is { } known ? Round(known) : null;

    /// <summary>The amount as a whole number of 1e-9 units, which is how it is stored.</summary>
    /// <param name="amount">An amount within the range.</param>
    /// <exception cref="CostException"><c>AmountOutOfRange</c>.</exception>
    public static long ToNano(decimal amount) => Math.Abs(amount) <= Maximum
        ? decimal.ToInt64(decimal.Round(amount * Scale))
        : throw BalanceErrors.AmountOutOfRange(amount);

    /// <summary>The amount of a whole number of 1e-9 units.</summary>
    /// <param name="nano">The stored number.</param>
    public static decimal FromNano(long nano) => nano / Scale;
}
