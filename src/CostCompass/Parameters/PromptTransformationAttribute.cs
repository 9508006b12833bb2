using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Accepts only text as a prompt, because another object's text isn't what is sent to the model.</summary>
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
