using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>Short forms of what is read from a row.</summary>
internal static class DataReading
{
    /// <summary>Reads a text that may be null.</summary>
    public static string? ReadText(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
