namespace CostCompass.Storage.Sql;

/// <summary>The database of a store: how it is reached, and what a read and a write are.</summary>
internal abstract class StoreDatabase
{
    /// <summary>Whether there is a store yet.</summary>
    public abstract bool Exists { get; }

    /// <summary>A mark that is another one after anything was written, or null if that can't be told.</summary>
    public abstract string? ChangeMark { get; }

    /// <summary>Whether a read or a write that was interrupted is done again.</summary>
    public abstract bool MayRepeat { get; }

    /// <summary>Keeps the database open until the result is disposed, for many reads of this thread in a row.</summary>
    public abstract IDisposable Hold();

    /// <summary>Reads.</summary>
    public abstract T Read<T>(Func<StoreConnection, T> query);

    /// <summary>Reads, where there is a store.</summary>
    /// <param name="none">What is read where there is none.</param>
    /// <param name="query">What is read.</param>
    public T ReadOr<T>(T none, Func<StoreConnection, T> query) => Exists ? Read(query) : none;

    /// <summary>Reads by several statements that belong together: all of them see one state, whatever others write meanwhile.</summary>
    public abstract T ReadState<T>(Func<StoreConnection, T> query);

    /// <summary>Reads row by row, all of them of one state. Without a store there are none.</summary>
    public abstract IEnumerable<T> Stream<T>(Func<StoreConnection, IEnumerable<T>> query);

    /// <summary>A connection that sees one state of the store until the caller disposes it, whatever others write meanwhile.</summary>
    public abstract StoreConnection OpenView();

    /// <summary>Reads over a connection of <see cref="OpenView"/>; a failure of the database becomes one that a person can act upon.</summary>
    public abstract T ReadView<T>(StoreConnection view, Func<T> read);

    /// <summary>Writes in one transaction; the first write makes the store. What fails is rolled back.</summary>
    public abstract T Write<T>(Func<StoreConnection, T> work);

    /// <summary>Writes, where there is a store.</summary>
    /// <param name="none">What comes of it where there is none.</param>
    /// <param name="work">What is written.</param>
    public T WriteOr<T>(T none, Func<StoreConnection, T> work) => Exists ? Write(work) : none;
}
