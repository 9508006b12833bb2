using System.Management.Automation;
using System.Security;

namespace CostCompass.Parameters;

/// <summary>
/// Refuses a secret that comes as plain text, says how it is given, and never repeats it. What PowerShell's own message about
/// a wrong type shows of the value isn't for the module to rely on.
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
