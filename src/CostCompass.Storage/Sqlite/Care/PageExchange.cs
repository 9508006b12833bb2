using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>
/// Replaces all pages of an open database with those of another one in one transaction. After the first page, no one else can write
/// (https://www.sqlite.org/c3ref/backup_finish.html). Readers see the previous state until the last page is written.
/// </summary>
internal sealed class PageExchange : IDisposable
{
    private readonly SqliteConnection _target;
    private sqlite3_backup? _backup;

    /// <summary>Prepares the exchange. Nothing is written.</summary>
    public PageExchange(SqliteConnection source, SqliteConnection target)
    {
        _target = target;
        _backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (_backup.IsInvalid)
        {
            _backup = null;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
        }
    }

    /// <summary>Prevents others from writing until the end.</summary>
    public void Lock() => Step(1);

    /// <summary>Writes the remaining pages. All pages become visible to others at the same time.</summary>
    public void Complete()
    {
        Step(-1);
        int result = raw.sqlite3_backup_finish(_backup);
        _backup = null;
        SqliteException.ThrowExceptionForRC(result, _target.Handle);
    }

    /// <summary>Rolls back an incomplete exchange.</summary>
    public void Dispose()
    {
        if (_backup is not null)
        {
            _ = raw.sqlite3_backup_finish(_backup);
            _backup = null;
        }
    }

    private void Step(int pages)
    {
        int result = raw.sqlite3_backup_step(_backup, pages);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _target.Handle);
        }
    }
}
