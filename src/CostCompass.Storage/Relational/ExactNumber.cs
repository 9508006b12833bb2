using System.Globalization;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Numbers that have more decimals than integers of 1e-9 hold, as canonical text: every digit is kept, and equal numbers are equal texts.
/// </summary>
internal static class ExactNumber
{
    /// <summary>The text of a number.</summary>
    public static string ToText(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The number of a text.</summary>
    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
