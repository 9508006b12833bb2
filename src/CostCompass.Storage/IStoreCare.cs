namespace CostCompass.Storage;

/// <summary>The maintenance of a store: checks, backups, and restores.</summary>
public interface IStoreCare
{
    /// <summary>The file of the store. Getting it opens nothing.</summary>
    string Path { get; }

    /// <summary>Checks the store. Damage is a finding and not an error, and nothing is changed.</summary>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>One result for each check. A store that can't be opened has one, for its file.</returns>
    /// <exception cref="Errors.CostException"><c>StoreNotReachable</c>, <c>StoreBusy</c>: the state of the store can't be determined.</exception>
    IReadOnlyList<CostStoreCheck> Check(CancellationToken cancellationToken = default);

    /// <summary>Copies the store while others continue to use it. The copy is checked before it gets its name, and is complete or doesn't exist.</summary>
    /// <param name="path">The full path of the copy.</param>
    /// <param name="replace">Whether an existing file may be replaced.</param>
    /// <param name="cancellationToken">Cancels the copy before it gets its name.</param>
    /// <exception cref="Errors.CostException">
    /// <c>StoreMissing</c>, <c>StoreUnsound</c>, <c>BackupFileExists</c>, <c>BackupFileUnwritable</c>, and those of every read.
    /// </exception>
    CostStoreBackup BackUp(string path, bool replace, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the store with a backup, completely or not at all. The backup is checked first, and the previous store is kept in a file.
    /// </summary>
    /// <param name="path">The full path of the backup. It isn't changed.</param>
    /// <param name="now">The time, for the name of the safety copy.</param>
    /// <param name="cancellationToken">Cancels the restore before the store is replaced.</param>
    /// <exception cref="Errors.CostException">
    /// <c>BackupNotFound</c>, <c>BackupFileUnreadable</c>, <c>BackupDamaged</c>, <c>StoreNewer</c>, <c>StoreBusy</c>, <c>StoreFull</c>, <c>StoreReadOnly</c>.
    /// </exception>
    CostStoreRestore Restore(string path, DateTimeOffset now, CancellationToken cancellationToken = default);
}
