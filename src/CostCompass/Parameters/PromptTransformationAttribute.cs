using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Takes a text as a prompt and nothing else: what another object looks like as text isn't what is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PromptTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input as string ?? throw new ArgumentTransformationMetadataException(
            "-Prompt must be text. Specify messages with -Message and a number of tokens with -InputTokens.");
    }
}
