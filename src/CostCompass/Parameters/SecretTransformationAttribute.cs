using System.Management.Automation;
using System.Security;

namespace CostCompass.Parameters;

/// <summary>
/// Rejects a secret in plain text, explains how to specify it, and never repeats it. The module doesn't rely on how much of the value
/// PowerShell's own message about a wrong type would show.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is null or SecureString
            ? input!
            : throw new ArgumentTransformationMetadataException(
                "The value must be a SecureString, not plain text. To create one, run Read-Host -AsSecureString.");
    }
}
