using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>
/// Converts a day as <c>yyyy-MM-dd</c>, a day as in an exported table, or the day of a time as it is written. An empty value becomes
/// null.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input switch
        {
            null or "" => null!,
            DateOnly date => date,
            DateTime date => DateOnly.FromDateTime(date),
            DateTimeOffset date => DateOnly.FromDateTime(date.Date),
            string text when Read(text.Trim()) is { } date => date,
            _ => throw new ArgumentTransformationMetadataException($"'{input}' isn't a valid date. Use yyyy-MM-dd, for example 2026-12-31."),
        };
    }

    // Export-Csv writes a date in the short format of the invariant culture.
    private static DateOnly? Read(string text)
    {
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "MM/dd/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? DateOnly.FromDateTime(instant.Date)
            : null;
    }
}
