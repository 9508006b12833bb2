using System.Globalization;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Amounts as text, all of their decimals kept and one text for one amount: no zeros at the end, no exponent, a dot.
/// </summary>
internal static class CanonicalDecimal
{
    /// <summary>The text of an amount.</summary>
    public static string ToText(decimal amount) => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>The amount of a text.</summary>
    public static decimal FromText(string text) =>
        decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
