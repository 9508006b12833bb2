namespace CostCompass.Storage.Sql;

/// <summary>
/// The snapshots of each series. A snapshot is found by the key of the table, series and first time, however long the history is. Each statement runs in
/// the connection, and so in the transaction, of its caller.
/// </summary>
internal sealed class SnapshotTable(StoreConnection connection)
{
    private const string Columns = "first_seen, last_seen, total, granted, topped_up, is_available, used, is_usage_only, longest_gap";

    /// <summary>
    /// The number of a series, which is created if it is new, and the key under which it is stored. Series whose keys differ only in case become one.
    /// </summary>
    public (long Id, BalanceSeriesKey Key) RequireSeries(BalanceSeriesKey key)
    {
        List<(long Id, BalanceSeriesKey Key)> found = StoredName.FindAllSeries(connection, "series", StoredName.OfHistory(connection, key.Account), key);
        foreach ((long other, _) in found.Skip(1))
        {
            List<BalanceSnapshot> history = Span(other, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ToList();
            if (history.Count > 0)
            {
                Merge(found[0].Id, history);
                Remove(other, history[0].FirstSeen, history[^1].FirstSeen);
            }

            connection.Run("DELETE FROM series WHERE id = $1", other);
        }

        if (found.Count > 0)
        {
            return found[0];
        }

        connection.Run(
            "INSERT INTO series (account, provider, currency) VALUES ($1, $2, $3) ON CONFLICT (account, provider, currency) DO NOTHING",
            StoredName.OfHistory(connection, key.Account), key.Provider, key.Currency);
        return FindSeries(key)!.Value;
    }

    /// <summary>The number of a series, and the key under which it is kept, or null if there is none.</summary>
    public (long Id, BalanceSeriesKey Key)? FindSeries(BalanceSeriesKey key) =>
        StoredName.FindSeries(connection, "series", StoredName.OfHistory(connection, key.Account), key);

    /// <summary>Every series, by account, provider and currency, each with its newest snapshot: one lookup by key for each.</summary>
    public List<StoredSeries> ReadSeries() => connection.Query(
        $"""
        SELECT s.account, s.provider, s.currency, {string.Join(", ", Columns.Split(", ").Select(column => "n." + column))}
        FROM series s JOIN snapshot n ON n.series_id = s.id AND n.first_seen = (SELECT max(first_seen) FROM snapshot WHERE series_id = s.id)
        ORDER BY s.id
        """,
        row => new StoredSeries(new BalanceSeriesKey(row.Name(0), row.Name(1), row.Name(2)), Read(row, 3)))
        .DistinctBy(one => one.Key)
        .OrderBy(one => one.Key.Account).ThenBy(one => one.Key.Provider, StringComparer.Ordinal).ThenBy(one => one.Key.Currency, StringComparer.Ordinal)
        .ToList();

    /// <summary>The last snapshot that begins at or before a time.</summary>
    public BalanceSnapshot? Before(long series, DateTimeOffset at) =>
        One("WHERE series_id = $1 AND first_seen <= $2 ORDER BY first_seen DESC LIMIT 1", series, at);

    /// <summary>The first snapshot that begins after a time.</summary>
    public BalanceSnapshot? After(long series, DateTimeOffset at) =>
        One("WHERE series_id = $1 AND first_seen > $2 ORDER BY first_seen LIMIT 1", series, at);

    /// <summary>The newest snapshot.</summary>
    public BalanceSnapshot? Newest(long series) => One("WHERE series_id = $1 ORDER BY first_seen DESC LIMIT 1", series);

    /// <summary>The snapshots that overlap a span and the one before it, in order: in one statement, and so from one state of the history.</summary>
    public IEnumerable<BalanceSnapshot> Span(long series, DateTimeOffset from, DateTimeOffset to) => connection.Stream(
        $"""
        SELECT {Columns} FROM snapshot
        WHERE series_id = $1 AND first_seen <= $3 AND first_seen >= coalesce(
            (SELECT first_seen FROM snapshot WHERE series_id = $1 AND first_seen <= $2 ORDER BY first_seen DESC LIMIT 1), $2)
        ORDER BY first_seen
        """,
        row => Read(row, 0), series, from, to);

    /// <summary>Removes the snapshots that begin in a span, and the pieces that they were joined from.</summary>
    public int Remove(long series, DateTimeOffset from, DateTimeOffset to)
    {
        connection.Run(
            """
            DELETE FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN
                (SELECT first_seen FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen LIMIT 1) AND
                (SELECT last_seen FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1)
            """,
            series, from, to);
        return connection.Run("DELETE FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3", series, from, to);
    }

    /// <summary>Adds a reading to the history.</summary>
    /// <returns>The change. Its result is the snapshot that contains the reading.</returns>
    public SeriesChange Place(long series, DateTimeOffset at, BalanceLevels levels)
    {
        SeriesChange change = ReadingPlacement.Place(instant => (Before(series, instant), After(series, instant)), at, levels);
        if (change.Removed is not [var run] || !HasPieces(series, run))
        {
            Apply(series, change);
            return change;
        }

        if (run.Levels == levels && at > run.LastSeen)
        {
            Apply(series, change);
            StretchLastPiece(series, run, at);
            return change;
        }

        // A snapshot that was joined from imported rows is split between them.
        Merge(series, [new BalanceSnapshot(at, at, levels)]);
        return change with { Result = Before(series, change.Result.FirstSeen)!.Value };
    }

    /// <summary>
    /// Merges rows into the history. The neighbors are included: an incoming row may continue what was seen before or after it.
    /// </summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="sameTime">Called with each time that has two different readings, or null if it isn't needed.</param>
    /// <returns>By how many snapshots the history has grown.</returns>
    public long Merge(long series, IReadOnlyList<BalanceSnapshot> rows, Action<DateTimeOffset>? sameTime = null)
    {
        DateTimeOffset first = rows.Min(row => row.FirstSeen);
        DateTimeOffset last = rows.Max(row => row.LastSeen);
        List<BalanceSnapshot> stored = Span(series, first, last).ToList();
        IReadOnlyList<MergedRun> merged = SnapshotMerge.Merge(PiecesOf(series, stored), rows, sameTime);

        // The following snapshots are included when the merge reaches them: as the same run, or moved by a reading at the same time.
        while (After(series, stored.Count > 0 ? Instant.Later(stored[^1].FirstSeen, last) : last) is { } next
            && (merged[^1].Run.Levels == next.Levels || merged[^1].Run.LastSeen >= next.FirstSeen))
        {
            stored.Add(next);
            merged = SnapshotMerge.Merge(PiecesOf(series, stored), rows, sameTime);
        }

        if (stored.Count > 0)
        {
            Remove(series, stored[0].FirstSeen, stored[^1].FirstSeen);
        }

        AddAll(series, merged.Select(run => run.Run));
        AddPieces(series, merged.SelectMany(run => run.Pieces));
        return merged.Count - stored.Count;
    }

    // The snapshot whose columns begin at an index of a row.
    private static BalanceSnapshot Read(Row row, int column) => new BalanceSnapshot(
        row.Instant(column),
        row.Instant(column + 1),
        new BalanceLevels(row.Amount(column + 2), row.Amount(column + 3), row.Amount(column + 4), row.Flag(column + 5))
        {
            Used = row.AmountOrNull(column + 6),
            IsUsageOnly = row.Flag(column + 7),
        })
    {
        // If it is unknown, only the ends of the snapshot are known.
        LongestGap = row.NumberOrNull(column + 8) is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMicrosecond and var gap
            ? TimeSpan.FromTicks(gap * TimeSpan.TicksPerMicrosecond)
            : TimeSpan.MaxValue,
    };

    private BalanceSnapshot? One(string which, params object?[] values) =>
        connection.Query($"SELECT {Columns} FROM snapshot {which}", row => Read(row, 0), values) is [var found] ? found : null;

    private void Apply(long series, SeriesChange change)
    {
        foreach (BalanceSnapshot snapshot in change.Removed)
        {
            connection.Run("DELETE FROM snapshot WHERE series_id = $1 AND first_seen = $2", series, snapshot.FirstSeen);
        }

        AddAll(series, change.Added);
    }

    private void AddAll(long series, IEnumerable<BalanceSnapshot> snapshots)
    {
        using RowWriter writer = connection.Append("snapshot", $"series_id, {Columns}");
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            writer.Add(
                series,
                Instant.ToMicroseconds(snapshot.FirstSeen),
                Instant.ToMicroseconds(snapshot.LastSeen),
                Amount.ToNano(snapshot.Levels.Total),
                Amount.ToNano(snapshot.Levels.Granted),
                Amount.ToNano(snapshot.Levels.ToppedUp),
                snapshot.Levels.IsAvailable ? 1L : 0L,
                StoredValue.Nano(snapshot.Levels.Used),
                snapshot.Levels.IsUsageOnly ? 1L : 0L,
                snapshot.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond);
        }

        writer.Complete();
    }

    // The rows that snapshots were joined from. A snapshot without pieces is one row.
    private List<BalanceSnapshot> PiecesOf(long series, List<BalanceSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
        {
            return [];
        }

        var pieces = new List<BalanceSnapshot>(snapshots.Count);
        List<(DateTimeOffset First, DateTimeOffset Last)> stored = connection.Query(
            "SELECT first_seen, last_seen FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen",
            row => (row.Instant(0), row.Instant(1)), series, snapshots[0].FirstSeen, snapshots[^1].LastSeen);
        int next = 0;
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            int before = next;
            for (; next < stored.Count && stored[next].First <= snapshot.LastSeen; next++)
            {
                pieces.Add(snapshot with { FirstSeen = stored[next].First, LastSeen = stored[next].Last });
            }

            if (next == before)
            {
                pieces.Add(snapshot);
            }
        }

        return pieces;
    }

    private bool HasPieces(long series, in BalanceSnapshot run) => connection.Query(
        "SELECT 1 FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 LIMIT 1",
        row => true, series, run.FirstSeen, run.LastSeen).Count > 0;

    private void StretchLastPiece(long series, in BalanceSnapshot run, DateTimeOffset at) => connection.Run(
        """
        UPDATE snapshot_piece SET last_seen = $4 WHERE series_id = $1 AND first_seen =
            (SELECT first_seen FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1)
        """,
        series, run.FirstSeen, run.LastSeen, at);

    private void AddPieces(long series, IEnumerable<BalanceSnapshot> pieces)
    {
        using RowWriter writer = connection.Append("snapshot_piece", "series_id, first_seen, last_seen");
        foreach (BalanceSnapshot piece in pieces)
        {
            writer.Add(series, Instant.ToMicroseconds(piece.FirstSeen), Instant.ToMicroseconds(piece.LastSeen));
        }

        writer.Complete();
    }
}
