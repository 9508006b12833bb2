using System.Management.Automation;

namespace CostCompass.Output;

/// <summary>
/// A number or an instant whose plain text is the same in every culture. <c>Export-Csv</c> writes the plain text of what a property
/// gives, which in many cultures has a decimal comma or another calendar, and the commands that read the file would take that for
/// something else. All other use is that of the value itself: arithmetic, comparison, formats, the type that a script sees.
/// </summary>
/// <param name="value">The value.</param>
/// <param name="format">How its plain text is written.</param>
internal sealed class InvariantValue(IFormattable value, string? format) : PSObject(value)
{
    /// <inheritdoc/>
    public override string ToString() => value.ToString(format, CultureInfo.InvariantCulture);
}
