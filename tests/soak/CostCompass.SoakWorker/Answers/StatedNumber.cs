using System.Numerics;
using System.Text.Json;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>
/// An amount read digit by digit into a whole number and a power of ten, without the parser of decimals that the providers use.
/// </summary>
/// <param name="Mantissa">All digits, with the sign.</param>
/// <param name="Scale">How many of them are decimals; negative for zeros that follow.</param>
internal readonly record struct StatedNumber(BigInteger Mantissa, int Scale)
{
    private const int LargestExponent = 100_000;
    private const int LongestExact = 28;

    /// <summary>Whether it has more digits than a decimal, so that its last one is a matter of rounding.</summary>
    public bool IsLong => BigInteger.Abs(Mantissa) >= BigInteger.Pow(10, LongestExact);

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="form">How the provider writes amounts.</param>
    /// <param name="unit">What one of its units is worth.</param>
    public static StatedNumber Read(JsonElement value, AmountForm form, decimal unit)
    {
        bool isText = value.ValueKind == JsonValueKind.String && form is AmountForm.Text or AmountForm.Either;
        bool isNumber = value.ValueKind == JsonValueKind.Number && form is AmountForm.Number or AmountForm.Either;
        if (isText == isNumber)
        {
            throw new NotStatedException("another kind of value stands where an amount belongs");
        }

        StatedNumber units = Parse(isText ? value.GetString()! : value.GetRawText(), allowExponent: form != AmountForm.Text);
        int[] parts = decimal.GetBits(unit);
        var number = new StatedNumber(units.Mantissa * parts[0], units.Scale + ((parts[3] >> 16) & 0xFF));
        return number.IsBelievable ? number : throw new NotStatedException("an amount is beyond belief");
    }

    /// <summary>The amount with so many decimals at most, rounded half to even.</summary>
    public decimal Rounded(int decimals)
    {
        int scale = Math.Min(Scale, decimals);
        BigInteger mantissa = Mantissa;
        if (Scale > decimals)
        {
            mantissa = Divide(mantissa, Scale - decimals);
        }
        else if (scale < 0)
        {
            (mantissa, scale) = (mantissa * BigInteger.Pow(10, -scale), 0);
        }

        while (BigInteger.Abs(mantissa) >= BigInteger.Pow(10, LongestExact))
        {
            (mantissa, scale) = (Divide(mantissa, 1), scale - 1);
        }

        return (decimal)mantissa / (decimal)BigInteger.Pow(10, scale);
    }

    // At most a thousand million: Amount.Maximum, written here once more.
    private bool IsBelievable
    {
        get
        {
            if (Mantissa.IsZero)
            {
                return true;
            }

            BigInteger limit = BigInteger.Pow(10, 9);
            return Scale >= 0 ? BigInteger.Abs(Mantissa) <= limit * BigInteger.Pow(10, Scale) : Scale > -30 && BigInteger.Abs(Mantissa) * BigInteger.Pow(10, -Scale) <= limit;
        }
    }

    private static BigInteger Divide(BigInteger value, int digits)
    {
        BigInteger divisor = BigInteger.Pow(10, digits);
        BigInteger quotient = BigInteger.DivRem(value, divisor, out BigInteger rest);
        int half = BigInteger.Abs(rest * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + value.Sign : quotient;
    }

    private static StatedNumber Parse(string text, bool allowExponent)
    {
        int at = 0;
        bool isNegative = at < text.Length && text[at] == '-';
        at += isNegative || (allowExponent && at < text.Length && text[at] == '+') ? 1 : 0;
        int whole = Digits(text, at);
        string digits = text.Substring(at, whole);
        at += whole;
        int decimals = 0;
        if (at < text.Length && text[at] == '.')
        {
            decimals = Digits(text, at + 1);
            digits += text.Substring(at + 1, decimals);
            at += decimals + 1;
        }

        long exponent = allowExponent && at < text.Length && text[at] is 'e' or 'E' ? Exponent(text, ref at) : 0;
        if (digits.Length == 0 || at != text.Length)
        {
            throw new NotStatedException("a text is no number");
        }

        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (mantissa.IsZero)
        {
            return new StatedNumber(0, 0);
        }

        // So small that it rounds to nothing: where exactly the first digit stands does not matter.
        long scale = Math.Min(decimals - exponent, LargestExponent);
        return scale < -LargestExponent
            ? throw new NotStatedException("an amount is beyond belief")
            : scale == LargestExponent ? new StatedNumber(0, 0) : new StatedNumber(isNegative ? -mantissa : mantissa, (int)scale);
    }

    private static long Exponent(string text, ref int at)
    {
        at++;
        bool isNegative = at < text.Length && text[at] == '-';
        at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        int length = Digits(text, at);
        if (length == 0)
        {
            throw new NotStatedException("an exponent has no digits");
        }

        long value = long.Parse(text.AsSpan(at, Math.Min(length, 18)), CultureInfo.InvariantCulture);
        at += length;
        return isNegative ? -value : value;
    }

    private static int Digits(string text, int from)
    {
        int at = from;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at - from;
    }
}
