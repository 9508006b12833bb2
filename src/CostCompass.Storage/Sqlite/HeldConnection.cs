using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// The connection that one thread keeps for what it does in a row, from the first use on. Rows that began to be read while it was held may be read on
/// afterwards: it is closed when the last of them are.
/// </summary>
/// <param name="open">Opens it.</param>
/// <param name="letGo">Told when it is held no longer.</param>
internal sealed class HeldConnection(Func<SqliteConnection> open, Action<HeldConnection> letGo) : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SqliteConnection? _connection;
    private int _loans;
    private bool _isLetGo;

    /// <summary>Whether this thread holds it.</summary>
    public bool IsOfThisThread => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether something is read over it now.</summary>
    public bool IsInUse => _loans > 0;

    /// <summary>Lends the connection for one use; null to another thread.</summary>
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

    /// <summary>Lets the connection go.</summary>
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
