using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// A connection to a file beside which nothing can be written, taken for one that doesn't change. What someone with other rights writes
/// meanwhile SQLite wouldn't notice, and two states would be read as one: so the file is looked at before and after.
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
    /// <param name="read">What is read.</param>
    /// <param name="shownPath">The path by which messages name the file.</param>
    /// <exception cref="Errors.CostException"><c>StoreBusy</c> if the file was written to since it was opened.</exception>
    public T Read<T>(Func<T> read, string shownPath)
    {
        T result;
        try
        {
            result = read();
        }
        catch (Exception exception) when (_mark != MarkOf(file))
        {
            throw SqliteFailure.Changed(exception, shownPath);
        }

        return _mark == MarkOf(file) ? result : throw SqliteFailure.Changed(null, shownPath);
    }

    // Another one after the file was written to. What only its log holds isn't read over such a connection.
    private static (DateTime Written, long Length) MarkOf(string file) =>
        new FileInfo(file) is { Exists: true } found ? (found.LastWriteTimeUtc, found.Length) : default;
}
