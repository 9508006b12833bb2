using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>
/// Parses a number from text exactly. PowerShell would convert it to a floating-point number, which keeps only 15 digits, and treat
/// a comma as a thousands separator, so that 7,1 (which Export-Csv writes in many cultures) would become 71.
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

    // The parser of the runtime ignores null characters at the end.
    private static decimal? Parse(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    // For a number that is typed after a parameter, PowerShell keeps the text, which may have more digits than the number.
    private static object AsTyped(object typed, double value)
    {
        string? text = LanguagePrimitives.ConvertTo<string>(typed);
        return text is null || text == value.ToString("R", CultureInfo.InvariantCulture) ? typed : Parse(text) is { } number ? number : typed;
    }
}
