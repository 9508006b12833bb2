using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Converts a month as <c>yyyy-MM</c>, or any date in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MonthTransformationAttribute : ArgumentTransformationAttribute
{
    // Leaves room in the calendar for the days before the month and the offset of a time zone.
    private const int FirstYear = 3;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        (int Year, int Month)? month = input switch
        {
            DateOnly date => (date.Year, date.Month),
            DateTime date => (date.Year, date.Month),
            DateTimeOffset date => (date.Year, date.Month),
            string text when DateOnly.TryParseExact(
                text, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) => (date.Year, date.Month),
            _ => null,
        };
        return month switch
        {
            { Year: >= FirstYear } taken => new DateOnly(taken.Year, taken.Month, 1),
            { } known => throw new ArgumentTransformationMetadataException(string.Create(CultureInfo.InvariantCulture, $"'{known.Year:0000}-{known.Month:00}' is outside the supported range. Use a month of the year {FirstYear} or later.")),
            null => throw new ArgumentTransformationMetadataException($"'{input}' isn't a valid month. Use yyyy-MM, for example 2026-12."),
        };
    }
}
