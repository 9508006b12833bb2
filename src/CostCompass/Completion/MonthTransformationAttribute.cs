using System.Globalization;
using System.Management.Automation;

namespace CostCompass.Completion;

/// <summary>Takes a month as <c>yyyy-MM</c>, or any date in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MonthTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input switch
        {
            DateOnly date => new DateOnly(date.Year, date.Month, 1),
            DateTime date => new DateOnly(date.Year, date.Month, 1),
            DateTimeOffset date => new DateOnly(date.Year, date.Month, 1),
            string text when DateOnly.TryParseExact(
                text, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) => new DateOnly(date.Year, date.Month, 1),
            _ => throw new ArgumentTransformationMetadataException($"'{input}' is no month. Give it as yyyy-MM, for example 2026-12."),
        };
    }
}
