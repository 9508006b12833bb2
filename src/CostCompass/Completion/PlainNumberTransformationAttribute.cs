using System.Management.Automation;

namespace CostCompass.Completion;

/// <summary>
/// Refuses a text with a comma where a number is meant. PowerShell takes a comma for a separator of thousands, so that 7,1 (which
/// Export-Csv writes in many cultures) would become 71.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlainNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is string text && text.Contains(',', StringComparison.Ordinal)
            ? throw new ArgumentTransformationMetadataException($"'{text}' is no plain number. Write it with a dot and without separators of thousands, for example 1234.5.")
            : inputData;
    }
}
