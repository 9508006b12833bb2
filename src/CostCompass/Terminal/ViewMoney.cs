namespace CostCompass.Terminal;

/// <summary>
/// Amounts in the views of the module. A table truncates the leading digits of a value that is wider than its column. So an amount is
/// formatted for the width of its column, with fewer decimals, as a whole number or in millions, before digits are lost unnoticed.
/// </summary>
public static class ViewMoney
{
    private const int MostDecimals = 28;

    private static readonly (decimal Unit, string Letter)[] _units = [(1e6m, "M"), (1e9m, "B"), (1e12m, "T"), (1e15m, "P"), (1e18m, "E")];

    /// <summary>An amount in a column of a table.</summary>
    /// <param name="amount">The amount. Null is shown as empty.</param>
    /// <param name="width">The width of the column.</param>
    /// <param name="isApproximate">Whether an asterisk follows.</param>
    /// <param name="decimals">The maximum number of decimals, unless the amount is so small that it needs more.</param>
    public static string Cell(decimal? amount, int width, bool isApproximate = false, int decimals = 4)
    {
        if (amount is not { } known)
        {
            return "";
        }

        string star = isApproximate ? "*" : "";
        return Fit(known, width - star.Length, decimals) + star;
    }

    /// <summary>An amount with its currency in a column of a table.</summary>
    /// <param name="amount">The amount. Null is shown as empty.</param>
    /// <param name="currency">The ISO 4217 code.</param>
    /// <param name="width">The width of the column.</param>
    /// <param name="isApproximate">Whether an asterisk follows.</param>
    /// <param name="decimals">The maximum number of decimals, unless the amount is so small that it needs more.</param>
    public static string CellIn(decimal? amount, string? currency, int width, bool isApproximate = false, int decimals = 4)
    {
        if (amount is not { } known)
        {
            return "";
        }

        string tail = string.IsNullOrEmpty(currency) ? "" : " " + currency;
        tail += isApproximate ? "*" : "";
        return Fit(known, width - tail.Length, decimals) + tail;
    }

    /// <summary>An amount with its currency in a list, which has enough room.</summary>
    /// <param name="amount">The amount. Null is shown as empty.</param>
    /// <param name="currency">The ISO 4217 code.</param>
    /// <param name="isApproximate">Whether an asterisk follows.</param>
    /// <param name="decimals">The maximum number of decimals, unless the amount is so small that it needs more.</param>
    public static string Full(decimal? amount, string? currency, bool isApproximate = false, int decimals = 4) =>
        CellIn(amount, currency, int.MaxValue, isApproximate, decimals);

    /// <summary>A count, for example of tokens, in a column of a table.</summary>
    /// <param name="count">The count. Null is shown as empty.</param>
    /// <param name="width">The width of the column.</param>
    public static string Count(decimal? count, int width) => count is { } known ? Whole(known, width) : "";

    private static string Fit(decimal amount, int width, int decimals)
    {
        int needed = Math.Max(decimals, SecondDigit(amount));
        string exact = Write(amount, needed);
        for (int fewer = needed - 1; exact.Length > width && fewer >= Math.Max(2, SecondDigit(amount)); fewer--)
        {
            exact = Write(amount, fewer);
        }

        return exact.Length <= width ? exact : Math.Abs(amount) < 1m ? Power(amount, width, "E-0") : Whole(amount, width);
    }

    // Some cultures write a sign with a direction mark, which takes additional room.
    private static string Power(decimal amount, int width, string exponent)
    {
        string power = amount.ToString("0.0" + exponent, CultureInfo.CurrentCulture);
        return power.Length <= width ? power : amount.ToString("0" + exponent, CultureInfo.CurrentCulture);
    }

    // The position of the second significant digit of an amount below a cent. 0 for any other amount.
    private static int SecondDigit(decimal amount)
    {
        decimal size = Math.Abs(amount);
        if (size is 0m or >= 0.01m)
        {
            return 0;
        }

        int place = 1;
        for (; size < 1m && place < MostDecimals; place++)
        {
            size *= 10m;
        }

        return place;
    }

    private static string Write(decimal amount, int decimals) =>
        amount.ToString("#,0.00" + new string('#', Math.Max(0, decimals - 2)), CultureInfo.CurrentCulture);

    private static string Whole(decimal amount, int width)
    {
        string whole = amount.ToString("#,0", CultureInfo.CurrentCulture);
        if (whole.Length <= width)
        {
            return whole;
        }

        foreach (string format in new[] { "#,0.00", "#,0" })
        {
            foreach ((decimal unit, string letter) in _units)
            {
                string scaled = (amount / unit).ToString(format, CultureInfo.CurrentCulture) + letter;
                if (scaled.Length <= width)
                {
                    return scaled;
                }
            }
        }

        return Power(amount, width, "E+0");
    }
}
