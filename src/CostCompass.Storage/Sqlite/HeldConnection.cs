using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// The connection that a thread keeps for consecutive operations, from its first use on. Rows that began to be read during that time can be read
/// afterwards: it is closed after the last of them.
/// </summary>
/// <param name="open">Opens the connection.</param>
/// <param name="letGo">Called when it is released.</param>
internal sealed class HeldConnection(Func<SqliteConnection> open, Action<HeldConnection> letGo) : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SqliteConnection? _connection;
    private int _loans;
    private bool _isLetGo;

    /// <summary>Whether this thread keeps it.</summary>
    public bool IsOfThisThread => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether something is being read over it.</summary>
    public bool IsInUse => _loans > 0;

    /// <summary>Lends the connection for one use. Null for another thread.</summary>
    public SqliteStoreConnection? Lend()
    {
        if (!IsOfThisThread)
        {
            return null;
        }

        _connection ??= open();
        _loans++;
        return new SqliteStoreConnection(_connection, new Loan(this));
    }

    /// <summary>Releases the connection.</summary>
    public void Dispose()
    {
        letGo(this);
        _isLetGo = true;
        CloseUnused();
    }

    private void CloseUnused()
    {
        if (_isLetGo && _loans == 0)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private sealed class Loan(HeldConnection held) : IDisposable
    {
        private bool _isReturned;

        public void Dispose()
        {
            if (!_isReturned)
            {
                _isReturned = true;
                held._loans--;
                held.CloseUnused();
            }
        }
    }
}
