namespace CostCompass.Storage;

/// <summary>What keeps a store sound: checks, copies, and the way back.</summary>
public interface IStoreCare
{
    /// <summary>The file of the store. Naming it opens nothing.</summary>
    string Path { get; }

    /// <summary>Checks the store. Damage is a finding and not a failure; nothing is changed.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>One result for each check. A store that can't be opened has one, for its file.</returns>
    /// <exception cref="Errors.CostException"><c>StoreNotReachable</c>, <c>StoreBusy</c>: whether it is sound can't be told.</exception>
    IReadOnlyList<CostStoreCheck> Check(CancellationToken cancellationToken = default);

    /// <summary>Copies the store while others go on using it. The copy is checked before it takes its name, and is whole or not there.</summary>
    /// <param name="path">The full path of the copy.</param>
    /// <param name="replace">Whether a file of that name may be replaced.</param>
    /// <param name="cancellationToken">Ends it before the copy has its name.</param>
    /// <exception cref="Errors.CostException">
    /// <c>StoreMissing</c>, <c>StoreUnsound</c>, <c>BackupFileExists</c>, <c>BackupFileUnwritable</c>, and those of every read.
    /// </exception>
    CostStoreBackup BackUp(string path, bool replace, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts a backup in the place of the store, all of it or nothing. The backup is checked before, and the former store is kept beside.
    /// </summary>
    /// <param name="path">The full path of the backup. It is only read.</param>
    /// <param name="now">The time, for the name of the safety copy.</param>
    /// <param name="cancellationToken">Ends it before the store is replaced.</param>
    /// <exception cref="Errors.CostException">
    /// <c>BackupNotFound</c>, <c>BackupFileUnreadable</c>, <c>BackupDamaged</c>, <c>StoreNewer</c>, <c>StoreBusy</c>, <c>StoreFull</c>, <c>StoreReadOnly</c>.
    /// </exception>
    CostStoreRestore Restore(string path, DateTimeOffset now, CancellationToken cancellationToken = default);
}
