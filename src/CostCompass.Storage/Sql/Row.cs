using System.Data.Common;

namespace CostCompass.Storage.Sql;

/// <summary>
/// The current row of a query. A store can come from elsewhere, so names are read without control characters and formulas. Texts by which rows are
/// compared are read unchanged.
/// </summary>
internal readonly struct Row(DbDataReader reader)
{
    /// <summary>The number of columns.</summary>
    public int Count => reader.FieldCount;

    /// <summary>The index of a column.</summary>
    /// <param name="column">Its name.</param>
    public int this[string column] => reader.GetOrdinal(column);

    /// <summary>Whether a column is null.</summary>
    public bool IsNull(int column) => reader.IsDBNull(column);

    /// <summary>The stored value: a whole number, a text or null.</summary>
    public object? Value(int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        string text => text,
        object number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number.</summary>
    public long Number(int column) => reader.GetInt64(column);

    /// <summary>A whole number, or null.</summary>
    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A flag.</summary>
    public bool Flag(int column) => Number(column) != 0;

    /// <summary>An unchanged text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>An unchanged text, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A name, of an account, a model or anything else, as it may be shown and exported.</summary>
    public string Name(int column) => ForeignText.Shown(Text(column));

    /// <summary>A name, cleaned for display and export, or null.</summary>
    public string? NameOrNull(int column) => IsNull(column) ? null : Name(column);

    /// <summary>The name of something outside the store, such as a secret, cleaned for display, or null.</summary>
    public string? Reference(int column) => IsNull(column) ? null : ForeignText.Marked(Text(column));

    /// <summary>A value of an enumeration.</summary>
    public T Word<T>(int column)
        where T : struct, Enum => Enum.Parse<T>(Text(column));

    /// <summary>A time.</summary>
    public DateTimeOffset Instant(int column) => Balances.Instant.FromMicroseconds(Number(column));

    /// <summary>A time, or null.</summary>
    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    /// <summary>A day.</summary>
    public DateOnly Day(int column) => DateOnly.ParseExact(Text(column), StoredValue.DayForm, CultureInfo.InvariantCulture);

    /// <summary>A day, or null.</summary>
    public DateOnly? DayOrNull(int column) => IsNull(column) ? null : Day(column);

    /// <summary>An amount that is stored as a whole number of 1e-9 units.</summary>
    public decimal Amount(int column) => Balances.Amount.FromNano(Number(column));

    /// <summary>An amount that is stored as a whole number of 1e-9 units, or null.</summary>
    public decimal? AmountOrNull(int column) => IsNull(column) ? null : Amount(column);

    /// <summary>A number that is stored as text because it can have more decimals.</summary>
    public decimal Exact(int column) => StoredValue.Parse(Text(column));

    /// <summary>A number that is stored as text, or null.</summary>
    public decimal? ExactOrNull(int column) => IsNull(column) ? null : Exact(column);
}
