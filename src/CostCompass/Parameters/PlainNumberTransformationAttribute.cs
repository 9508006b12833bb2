using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>
/// Reads a number that is given as text, to its last digit: PowerShell would take it through a floating-point number, which keeps
/// fifteen digits, and a comma in it for a separator of thousands, so that 7,1 (which Export-Csv writes in many cultures) would
/// become 71.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlainNumberTransformationAttribute : ArgumentTransformationAttribute
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string text => Parse(text) ?? throw new ArgumentTransformationMetadataException(
            $"'{text}' isn't a plain number. Use a decimal point and no thousands separators, for example 1234.5."),
        double value when inputData is PSObject => AsTyped(inputData, value),
        _ => inputData,
    };

    // The parser of the runtime overlooks null characters at the end.
    private static decimal? Parse(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    // Of a number that was typed after a parameter, PowerShell still has the text, which may have more digits than the number.
    private static object AsTyped(object typed, double value)
    {
        string? text = LanguagePrimitives.ConvertTo<string>(typed);
        return text is null || text == value.ToString("R", CultureInfo.InvariantCulture) ? typed : Parse(text) is { } number ? number : typed;
    }
}
