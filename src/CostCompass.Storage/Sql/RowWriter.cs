namespace CostCompass.Storage.Sql;

/// <summary>Adds many rows to a table.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Adds a row.</summary>
    /// <param name="values">Its values, in the order of the columns: whole numbers, texts or null.</param>
    public abstract void Add(params ReadOnlySpan<object?> values);

    /// <summary>Adds what has not been added yet.</summary>
    /// <returns>How many rows were added.</returns>
    public abstract long Complete();

    /// <summary>Ends the writing. What was not completed may be lost.</summary>
    public abstract void Dispose();
}
