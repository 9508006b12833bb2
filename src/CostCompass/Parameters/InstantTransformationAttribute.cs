using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CostCompass.Parameters;

/// <summary>
/// Converts an ISO 8601 time, such as <c>2026-11-01</c> or <c>2026-11-01T08:00Z</c>, to the same time in every culture.
/// PowerShell uses the calendar of the culture: in Thailand, 2026 is a year of the Buddhist era. Text without an offset is local
/// time. Other text is left to PowerShell and the culture.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    private const int FirstYear = 4;
    private const int LastYear = 9998;

    /// <summary>Whether empty text means no time, as in a CSV file. Otherwise it is rejected.</summary>
    public bool IsOptional { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is object[] several
            ? Array.ConvertAll(several, one => Require(Read(one)))
            : Require(Read(inputData));

    // Spans of more than a year around a time are calculated, and there is no room for them at the ends of the calendar.
    private static object? Require(object? read)
    {
        object? value = read is PSObject wrapped ? wrapped.BaseObject : read;
        int? year = value switch
        {
            DateTimeOffset instant => instant.Year,
            DateTime instant => instant.Year,
            string text when LanguagePrimitives.TryConvertTo(text, CultureInfo.CurrentCulture, out DateTimeOffset instant) => instant.Year,
            _ => null,
        };
        return year is < FirstYear or > LastYear
            ? throw new ArgumentTransformationMetadataException(string.Create(CultureInfo.InvariantCulture, $"'{value:yyyy-MM-dd}' is outside the supported range. Use a date between the years {FirstYear} and {LastYear}."))
            : read;
    }

    private object? Read(object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string text when IsOptional && string.IsNullOrWhiteSpace(text) => null,
        string text when IsoDate().IsMatch(text) => Parse(text),
        DateOnly day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local)),
        _ => inputData,
    };

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset instant)
            ? instant
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' isn't a valid date and time. Use yyyy-MM-dd or yyyy-MM-ddTHH:mm:ssZ, for example 2026-12-31T18:00:00Z.");

    [GeneratedRegex(@"^\s*[0-9]{4}-[0-9]{1,2}(-|\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();
}
