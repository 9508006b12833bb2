namespace CostCompass.Storage.Sql;

/// <summary>The database of a store: how it is accessed, and how reads and writes are done.</summary>
internal abstract class StoreDatabase
{
    /// <summary>Whether the store exists.</summary>
    public abstract bool Exists { get; }

    /// <summary>A mark that changes with every write, or null if it is unknown.</summary>
    public abstract string? ChangeMark { get; }

    /// <summary>Whether an interrupted read or write is repeated.</summary>
    public abstract bool MayRepeat { get; }

    /// <summary>Keeps the database open until the result is disposed, for many reads of this thread in a row.</summary>
    public abstract IDisposable Hold();

    /// <summary>Reads.</summary>
    public abstract T Read<T>(Func<StoreConnection, T> query);

    /// <summary>Reads, if the store exists.</summary>
    /// <param name="none">The result if it doesn't exist.</param>
    /// <param name="query">The query.</param>
    public T ReadOr<T>(T none, Func<StoreConnection, T> query) => Exists ? Read(query) : none;

    /// <summary>Reads with several statements that belong together: all of them see the same state, whatever others write in the meantime.</summary>
    public abstract T ReadState<T>(Func<StoreConnection, T> query);

    /// <summary>Reads row by row from one state. If the store doesn't exist, there are no rows.</summary>
    public abstract IEnumerable<T> Stream<T>(Func<StoreConnection, IEnumerable<T>> query);

    /// <summary>A connection that sees one state of the store until the caller disposes it, whatever others write in the meantime.</summary>
    public abstract StoreConnection OpenView();

    /// <summary>Reads over a connection of <see cref="OpenView"/>. An error of the database becomes one that a person can act on.</summary>
    public abstract T ReadView<T>(StoreConnection view, Func<T> read);

    /// <summary>Writes in one transaction. The first write creates the store. A failure is rolled back.</summary>
    public abstract T Write<T>(Func<StoreConnection, T> work);

    /// <summary>Writes, if the store exists.</summary>
    /// <param name="none">The result if it doesn't exist.</param>
    /// <param name="work">The write.</param>
    public T WriteOr<T>(T none, Func<StoreConnection, T> work) => Exists ? Write(work) : none;
}
