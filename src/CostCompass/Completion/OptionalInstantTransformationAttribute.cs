using System.Management.Automation;

namespace CostCompass.Completion;

/// <summary>Takes an empty text for no instant at all: so it comes back from a CSV file.</summary>
internal sealed class OptionalInstantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
