using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>
/// Accepts a three-letter code, or nothing: an account that was never queried has no currency yet, and comes from the pipeline
/// without one.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCurrencyAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object? given = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (given is string { Length: > 0 } code && !CurrencyCode.IsValid(code))
        {
            throw new ValidationMetadataException($"'{code}' is not a currency code. Use a three-letter code such as USD or CNY.");
        }
    }
}
