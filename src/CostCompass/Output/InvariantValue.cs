using System.Management.Automation;

namespace CostCompass.Output;

/// <summary>
/// A number or a time whose text is the same in every culture. <c>Export-Csv</c> writes the text of a property value, which in many
/// cultures has a decimal comma or another calendar, and the commands that read the file would misread it. Everything else uses the
/// value itself: arithmetic, comparison, formats, and the type that a script sees.
/// </summary>
/// <param name="value">The value.</param>
/// <param name="format">The format of the text.</param>
internal sealed class InvariantValue(IFormattable value, string? format) : PSObject(value)
{
    /// <inheritdoc/>
    public override string ToString() => value.ToString(format, CultureInfo.InvariantCulture);
}
