namespace CostCompass.Storage.Sql;

/// <summary>Adds many rows to a table.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Adds a row.</summary>
    /// <param name="values">Its values, in the order of the columns: whole numbers, texts or null.</param>
    public abstract void Add(params ReadOnlySpan<object?> values);

    /// <summary>Adds what hasn't been added yet.</summary>
    /// <returns>How many rows were added.</returns>
    public abstract long Complete();

    /// <summary>Ends the writing. What wasn't completed may be lost.</summary>
    public abstract void Dispose();
}
