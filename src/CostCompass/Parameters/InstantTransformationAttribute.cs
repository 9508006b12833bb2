using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CostCompass.Parameters;

/// <summary>
/// Takes an instant in ISO 8601, such as <c>2026-11-01</c> or <c>2026-11-01T08:00Z</c>, for the same instant in every culture.
/// PowerShell itself reads a text by the calendar of the culture: in Thailand 2026 is a year of the Buddhist era. Without an offset a
/// text is local time. Other texts are left to PowerShell and the culture.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    private const int FirstYear = 4;
    private const int LastYear = 9998;

    /// <summary>Whether an empty text is no instant at all, as it comes back from a CSV file. Otherwise it is refused.</summary>
    public bool IsOptional { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is object[] several
            ? Array.ConvertAll(several, one => Require(Read(one)))
            : Require(Read(inputData));

    // Spans around an instant are reckoned, up to a year and more: at the ends of the calendar there is no room for them.
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
