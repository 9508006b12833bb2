using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Converts an IANA or Windows identifier of a time zone, on every platform.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is TimeZoneInfo given)
        {
            return given;
        }

        string identifier = input as string ?? "";

        return TimeZoneInfo.TryFindSystemTimeZoneById(identifier, out TimeZoneInfo? zone)
            ? zone
            : throw new ArgumentTransformationMetadataException(
                $"Unknown time zone '{identifier}'. Use an identifier such as UTC, Asia/Shanghai or 'W. Europe Standard Time'.");
    }
}
