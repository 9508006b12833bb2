using System.Text;
using System.Text.Json;
using CostCompass.Logs.Text;
using Microsoft.Data.Sqlite;

namespace CostCompass.Logs.Formats;

/// <summary>
/// The messages in a database of OpenCode as text, one line per message, in the format of its older files. The database is read in place, with
/// its write-ahead log (<c>-wal</c>), while OpenCode can write to it. Nothing is written.
/// </summary>
internal sealed class OpenCodeDatabase : ForwardStream
{
    private const int MissingTable = 1;
    private const int PatienceSeconds = 5;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private SqliteDataReader? _rows;
    private ReadOnlyMemory<byte> _line;
    private bool _isEnd;

    private OpenCodeDatabase(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = PatienceSeconds,
        }.ToString());
        _command = _connection.CreateCommand();
        _command.CommandText = "SELECT id, session_id, data FROM message ORDER BY rowid";
    }

    /// <summary>The first bytes of every database.</summary>
    public static ReadOnlySpan<byte> Beginning => "SQLi"u8;

    /// <summary>Opens a database.</summary>
    /// <param name="path">The file.</param>
    public static OpenCodeDatabase Open(string path) => new(path);

    /// <summary>The agent that writes a file: the command line of Kilo Code is based on OpenCode.</summary>
    public static string AgentOf(string? path) =>
        path is not null && (Path.GetFileName(path).StartsWith("kilo", StringComparison.OrdinalIgnoreCase)
            || path.Replace('\\', '/').Contains("/kilo/storage/", StringComparison.OrdinalIgnoreCase))
            ? LogAgents.KiloCode : LogAgents.OpenCode;

    public override int Read(Span<byte> buffer)
    {
        if (_line.IsEmpty && !_isEnd)
        {
            _isEnd = !TryReadLine();
        }

        int count = Math.Min(buffer.Length, _line.Length);
        _line.Span[..count].CopyTo(buffer);
        _line = _line[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
            _command.Dispose();
            _connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryReadLine()
    {
        try
        {
            if (_rows is null)
            {
                _connection.Open();
                _rows = _command.ExecuteReader();
            }

            while (_rows.Read())
            {
                string data = _rows.GetString(2);
                if (data.StartsWith('{'))
                {
                    // In the older files, the message itself contains the values of these columns.
                    _line = Encoding.UTF8.GetBytes(
                        $"{{\"id\":\"{JsonEncodedText.Encode(_rows.GetString(0))}\",\"sessionID\":\"{JsonEncodedText.Encode(_rows.GetString(1))}\","
                        + data[1..].ReplaceLineEndings(" ") + "\n");
                    return true;
                }
            }

            return false;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == MissingTable && _rows is null)
        {
            // The database belongs to another program.
            return false;
        }
        catch (SqliteException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }
}
