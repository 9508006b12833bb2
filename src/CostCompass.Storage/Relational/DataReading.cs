using System.Data.Common;
using CostCompass.Accounts;

namespace CostCompass.Storage.Relational;

/// <summary>
/// How columns that may be null, and texts that are shown, are read. A store may come from elsewhere, and its texts with it: none is handed on
/// that a terminal obeys or a spreadsheet runs. What rows are compared by is read as it is.
/// </summary>
internal static class DataReading
{
    /// <summary>A text as it is; null where none is stored.</summary>
    public static string? ReadText(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A name, of an account, a model or anything else, as it may be shown and exported.</summary>
    public static string ReadName(this DbDataReader reader, int column) => Name(reader.GetString(column));

    /// <summary>A name as it may be shown and exported; null where none is stored.</summary>
    public static string? ReadNameOrNull(this DbDataReader reader, int column) => reader.ReadText(column) is { } text ? Name(text) : null;

    /// <summary>What something outside of the store is found by, such as a secret, as it may be shown; null where none is stored.</summary>
    public static string? ReadReference(this DbDataReader reader, int column) => reader.ReadText(column) is { } text ? ForeignText.Marked(text) : null;

    private static string Name(string text) => ForeignText.Plain(ForeignText.Marked(text));
}
