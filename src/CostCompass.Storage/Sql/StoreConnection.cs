namespace CostCompass.Storage.Sql;

/// <summary>
/// A connection to the database of a store. The statements are plain SQL that every database understands, with their values in the order of
/// <c>$1</c>, <c>$2</c> and so on. Operations that differ between databases are defined here.
/// </summary>
internal abstract class StoreConnection : IDisposable
{
    /// <summary>Whether names that differ only in the case of ASCII letters are equal in the database.</summary>
    public abstract bool FoldsAscii { get; }

    /// <summary>Whether several writes run at the same time, so that each must claim the data that it decides about.</summary>
    public abstract bool Claims { get; }

    /// <summary>
    /// How far the clock for the expiry of reservations is ahead of this computer's clock: hosts with different clocks must agree on what is reserved.
    /// Zero if only this computer uses the store.
    /// </summary>
    public abstract TimeSpan ClockLead();

    /// <summary>Waits until no other write has claimed the same data, and claims it until this write ends.</summary>
    /// <param name="claims">All that the write claims: a second call could wait for a write that waits for this one.</param>
    public abstract void Claim(params IReadOnlyCollection<StoreClaim> claims);

    /// <summary>Adds many rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="skipExisting">Whether existing rows are skipped. Otherwise, they cause an error.</param>
    public abstract RowWriter Append(string table, string columns, bool skipExisting = false);

    /// <summary>Continues the numbering of new rows after imported rows that have numbers. The numbers never go back.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column with the number.</param>
    public abstract void ContinueNumbers(string table, string column);

    /// <summary>The columns of a table, in order. Until the transaction ends, no one changes the table.</summary>
    /// <param name="table">The table.</param>
    public abstract List<string> ColumnsOf(string table);

    /// <summary>The rows of a statement, read one by one. No other statement runs over the connection in the meantime.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Makes of a row what is wanted.</param>
    /// <param name="values">Its values.</param>
    public abstract IEnumerable<T> Rows<T>(string sql, Func<Row, T> read, params object?[] values);

    /// <summary>The same for many rows of which only the first ones may be needed, in a transaction.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Makes of a row what is wanted.</param>
    /// <param name="values">Its values.</param>
    public abstract IEnumerable<T> Stream<T>(string sql, Func<Row, T> read, params object?[] values);

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its values.</param>
    public abstract int Run(string sql, params object?[] values);

    /// <summary>All rows of a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Makes of a row what is wanted.</param>
    /// <param name="values">Its values.</param>
    public List<T> Query<T>(string sql, Func<Row, T> read, params object?[] values) => [.. Rows(sql, read, values)];

    /// <summary>Reads one whole number.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its values.</param>
    public long ReadInteger(string sql, params object?[] values) => Rows(sql, row => row.Number(0), values).First();

    /// <inheritdoc/>
    public abstract void Dispose();
}
