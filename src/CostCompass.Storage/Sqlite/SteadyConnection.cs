using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// A connection to a file in a read-only folder, which is treated as unchanging. SQLite wouldn't notice a write by someone with other
/// permissions, and would read two states as one. So the file is checked before and after.
/// </summary>
/// <param name="file">The full path of the file.</param>
internal sealed class SteadyConnection(string file) : SqliteConnection(new SqliteConnectionStringBuilder
{
    DataSource = new Uri(file).AbsoluteUri + "?immutable=1",
    Mode = SqliteOpenMode.ReadOnly,
    Pooling = false,
}.ToString())
{
    private readonly (DateTime Written, long Length) _mark = MarkOf(file);

    /// <summary>Reads.</summary>
    /// <param name="read">The read operation.</param>
    /// <param name="shownPath">The path of the file in messages.</param>
    /// <exception cref="Errors.CostException"><c>StoreBusy</c> if the file was changed since it was opened.</exception>
    public T Read<T>(Func<T> read, string shownPath)
    {
        T result;
        try
        {
            result = read();
        }
        catch (Exception exception) when (_mark != MarkOf(file))
        {
            throw StoreFileErrors.StoreBusyChanged(exception, shownPath);
        }

        return _mark == MarkOf(file) ? result : throw StoreFileErrors.StoreBusyChanged(null, shownPath);
    }

    // A different connection after the file was changed. Data that is only in the log isn't read over such a connection.
    private static (DateTime Written, long Length) MarkOf(string file) =>
        new FileInfo(file) is { Exists: true } found ? (found.LastWriteTimeUtc, found.Length) : default;
}
