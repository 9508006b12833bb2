namespace CostCompass.Application;

/// <summary>Imports snapshots from files into the history.</summary>
/// <param name="session">The session.</param>
/// <param name="open">Opens the store, once a file has been checked.</param>
public sealed class SnapshotImporter(CostSession session, Func<SqlCostStore> open)
{
    /// <summary>The provider of accounts that aren't known yet.</summary>
    public required string Provider { get; init; }

    /// <summary>Called for each row with the number of rows read.</summary>
    public required Action<long> Read { get; init; }

    /// <summary>Called from time to time with the number of rows written, and the number of all rows.</summary>
    public required Action<long, long> Written { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>
    /// Imports a file. The whole file is checked before anything is written. It is read again for the import, so that only a part of it is in
    /// memory.
    /// </summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its path, for the result and messages.</param>
    /// <exception cref="CostException">The file is invalid, or has changed in the meantime. Nothing is imported.</exception>
    public CostSnapshotImport Import(Stream stream, string file)
    {
        SnapshotFile content = SnapshotFile.Check(stream, file, Read);
        SqlCostStore store = open();
        Dictionary<AccountName, string> providers = KnownProviders(store);
        string provider = session.Providers.Find(Provider)?.Name ?? Provider;
        WarnBefore(content, file, provider, providers);
        (BalanceSeriesKey Series, DateTimeOffset At)? ambiguous = null;
        IEnumerable<SeriesImport> parts = content.ReadParts().Select(part => new SeriesImport(
            new BalanceSeriesKey(part.Account, providers.GetValueOrDefault(part.Account, provider), part.Currency), part.Snapshots));
        long added = content.Rows == 0
            ? 0
            : store.Import(content.Accounts, parts, written => Written(written, content.Rows), (series, at) => ambiguous ??= (series, at));
        if (ambiguous is (var series, var at))
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"The account '{AccountName.Shown(series.Account.Text)}' has different balances in {series.Currency} at the same time ({at:u}). The higher one counts as the earlier one, and the difference as spend. If one of them is wrong, remove both with Remove-CostSnapshot {ForeignText.Argument(series.Account.Text)} -After {ForeignText.Argument(at)} -Before {ForeignText.Argument(at.AddSeconds(1))}, and import the right one."));
        }

        return new CostSnapshotImport { Path = file, Rows = content.Rows, Series = content.Series.Count, Added = added };
    }

    // An account keeps the provider of its connection or of its history.
    private static Dictionary<AccountName, string> KnownProviders(SqlCostStore store)
    {
        var providers = new Dictionary<AccountName, string>();
        foreach (StoredSeries series in store.ReadSeries())
        {
            providers[series.Key.Account] = series.Key.Provider;
        }

        foreach (CostAccount account in store.ReadAccounts())
        {
            providers[account.Name] = account.Provider;
        }

        return providers;
    }

    private void WarnBefore(SnapshotFile content, string file, string provider, Dictionary<AccountName, string> known)
    {
        if (session.Providers.Find(provider) is null && content.Series.Any(key => !known.ContainsKey(key.Account)))
        {
            Warn($"Unknown provider '{AccountName.Shown(Provider)}'. The snapshots are stored under that name. To list the known providers, run Get-CostProvider.");
        }

        DateTimeOffset now = session.Clock.GetUtcNow();
        if (content.Latest is (var account, var latest) && latest > now + SnapshotPoll.ClockTolerance)
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"Some snapshots in '{file}' are in the future (the latest at {latest:u}). They don't count until that time, and until then new readings are dated right after them. If the times are wrong, remove these snapshots with Remove-CostSnapshot {ForeignText.Argument(account.Text)} -After {ForeignText.Argument(now)}, correct the file, and import it again."));
        }
    }
}
