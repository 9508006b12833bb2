using System.Globalization;

namespace CostCompass.Storage.Relational;

/// <summary>Days as they stand in the store: ISO 8601 text, whose order is that of the days.</summary>
internal static class StoredDate
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The text of a day.</summary>
    public static string Of(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The day of a text.</summary>
    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);
}
