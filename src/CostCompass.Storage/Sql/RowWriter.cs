namespace CostCompass.Storage.Sql;

/// <summary>Adds many rows to a table.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Adds a row.</summary>
    /// <param name="values">Its values, in the order of the columns: whole numbers, texts or null.</param>
    public abstract void Add(params ReadOnlySpan<object?> values);

    /// <summary>Writes the remaining rows.</summary>
    /// <returns>The number of rows that were added.</returns>
    public abstract long Complete();

    /// <summary>Ends writing. Rows that weren't completed may be lost.</summary>
    public abstract void Dispose();
}
