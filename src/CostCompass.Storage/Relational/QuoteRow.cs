using CostCompass.Balances;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The row of a reservation that a reader stands on, by the names of its columns.</summary>
internal readonly struct QuoteRow(DbDataReader reader)
{
    /// <summary>A name as it may be shown and exported; null when none is stored.</summary>
    public string? Name(string column) => reader.ReadNameOrNull(reader.GetOrdinal(column));

    /// <summary>A text as it is; null when none is stored.</summary>
    public string? Text(string column) => reader.ReadText(reader.GetOrdinal(column));

    public long Number(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public decimal? Amount(string column) => Text(column) is { } text ? CanonicalDecimal.FromText(text) : null;

    public DateTimeOffset? Moment(string column)
    {
        int ordinal = reader.GetOrdinal(column);
        return reader.IsDBNull(ordinal) ? null : Instant.FromMicroseconds(reader.GetInt64(ordinal));
    }
}
