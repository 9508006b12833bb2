using CostCompass.Balances;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on snapshots. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class SnapshotTable(StoreConnection connection)
{
    private const string Columns = SnapshotSearch.Columns;

    private readonly SnapshotSearch _search = new(connection);

    /// <summary>
    /// The number of a series, which is made when it is new, and the key under which it is kept. Several whose keys differ only in case become one.
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
            "INSERT INTO series (account, provider, currency) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            StoredName.OfHistory(connection, key.Account), key.Provider, key.Currency);
        return FindSeries(key)!.Value;
    }

    /// <summary>The number of a series, and the key under which it is kept; null when there is none.</summary>
    public (long Id, BalanceSeriesKey Key)? FindSeries(BalanceSeriesKey key) =>
        StoredName.FindSeries(connection, "series", StoredName.OfHistory(connection, key.Account), key);

    /// <summary>Every series, by account, provider and currency, each with its newest snapshot.</summary>
    public List<StoredSeries> ReadSeries()
    {
        var keys = new List<(long Id, BalanceSeriesKey Key)>();
        using (DbCommand command = connection.Prepare("SELECT id, account, provider, currency FROM series ORDER BY id"))
        {
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                keys.Add((reader.GetInt64(0), new BalanceSeriesKey(reader.ReadName(1), reader.ReadName(2), reader.ReadName(3))));
            }
        }

        Dictionary<long, BalanceSnapshot> newest = _search.NewestOf([.. keys.Select(one => one.Id)]);
        return
        [
            .. keys.Where(one => newest.ContainsKey(one.Id))
                .DistinctBy(one => one.Key)
                .OrderBy(one => one.Key.Account).ThenBy(one => one.Key.Provider, StringComparer.Ordinal).ThenBy(one => one.Key.Currency, StringComparer.Ordinal)
                .Select(one => new StoredSeries(one.Key, newest[one.Id])),
        ];
    }

    /// <summary>The last snapshot that begins at or before an instant.</summary>
    public BalanceSnapshot? Before(long series, DateTimeOffset at) => _search.Before(series, Instant.ToMicroseconds(at));

    /// <summary>The first snapshot that begins after an instant.</summary>
    public BalanceSnapshot? After(long series, DateTimeOffset at) => _search.After(series, Instant.ToMicroseconds(at));

    /// <summary>The newest snapshot.</summary>
    public BalanceSnapshot? Newest(long series) => _search.Newest(series);

    /// <summary>The snapshots that reach into a span and the one before it, in order.</summary>
    public IEnumerable<BalanceSnapshot> Span(long series, DateTimeOffset from, DateTimeOffset to) =>
        _search.Span(series, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));

    /// <summary>Applies a change to a series.</summary>
    private void Apply(long series, SeriesChange change)
    {
        foreach (BalanceSnapshot snapshot in change.Removed)
        {
            connection.Run(
                "DELETE FROM snapshot WHERE series_id = $1 AND first_seen = $2", series, Instant.ToMicroseconds(snapshot.FirstSeen));
        }

        AddAll(series, change.Added, null);
    }

    /// <summary>Adds snapshots.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="written">Told every ten thousand snapshots how many were written.</param>
    public void AddAll(long series, IReadOnlyList<BalanceSnapshot> snapshots, Action<long>? written)
    {
        connection.MakeRoom(snapshots.Select(snapshot => snapshot.FirstSeen));
        using RowWriter writer = connection.Append("snapshot", $"series_id, {Columns}");
        for (int index = 0; index < snapshots.Count; index++)
        {
            BalanceSnapshot snapshot = snapshots[index];
            writer.Add(
                series,
                Instant.ToMicroseconds(snapshot.FirstSeen),
                Instant.ToMicroseconds(snapshot.LastSeen),
                Amount.ToNano(snapshot.Levels.Total),
                Amount.ToNano(snapshot.Levels.Granted),
                Amount.ToNano(snapshot.Levels.ToppedUp),
                snapshot.Levels.IsAvailable ? 1L : 0L,
                snapshot.Levels.Used is { } used ? Amount.ToNano(used) : null,
                snapshot.Levels.IsUsageOnly ? 1L : 0L,
                snapshot.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond);
            if (index % 10_000 == 9_999)
            {
                written?.Invoke(index + 1);
            }
        }

        writer.Complete();
    }

    /// <summary>Removes the snapshots that begin in a span, and the pieces that they were joined from.</summary>
    public int Remove(long series, DateTimeOffset from, DateTimeOffset to)
    {
        connection.Run(
            """
            DELETE FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN
                (SELECT first_seen FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen LIMIT 1) AND
                (SELECT last_seen FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1)
            """,
            series, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));
        return connection.Run(
            "DELETE FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3",
            series, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));
    }

    /// <summary>Puts a reading into the history.</summary>
    /// <returns>The change; its result is the snapshot that holds the reading.</returns>
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

        // What was joined from imported rows comes apart between them.
        Merge(series, [new BalanceSnapshot(at, at, levels)]);
        return change with { Result = Before(series, change.Result.FirstSeen)!.Value };
    }

    /// <summary>
    /// Merges rows into the history. The neighbours take part: a row that comes in may go on what was seen before or after it.
    /// </summary>
    /// <returns>By how many snapshots the history has grown.</returns>
    public long Merge(long series, IReadOnlyList<BalanceSnapshot> rows, Action<long>? written = null)
    {
        DateTimeOffset first = rows.Min(row => row.FirstSeen);
        DateTimeOffset last = rows.Max(row => row.LastSeen);
        List<BalanceSnapshot> stored = Span(series, first, last).ToList();
        IReadOnlyList<MergedRun> merged = SnapshotMerge.Merge(PiecesOf(series, stored), rows);

        // What comes next takes part when the merge reaches it: as the same run, or moved on by an answer of the same instant.
        while (After(series, stored.Count > 0 ? Instant.Later(stored[^1].FirstSeen, last) : last) is { } next
            && (merged[^1].Run.Levels == next.Levels || merged[^1].Run.LastSeen >= next.FirstSeen))
        {
            stored.Add(next);
            merged = SnapshotMerge.Merge(PiecesOf(series, stored), rows);
        }

        if (stored.Count > 0)
        {
            Remove(series, stored[0].FirstSeen, stored[^1].FirstSeen);
        }

        AddAll(series, [.. merged.Select(run => run.Run)], written);
        AddPieces(series, merged.SelectMany(run => run.Pieces));
        return merged.Count - stored.Count;
    }

    /// <summary>Reads the snapshot whose columns begin at some place of a row.</summary>
    public static BalanceSnapshot Read(DbDataReader reader, int column) => new BalanceSnapshot(
        Instant.FromMicroseconds(reader.GetInt64(column)),
        Instant.FromMicroseconds(reader.GetInt64(column + 1)),
        new BalanceLevels(
            Amount.FromNano(reader.GetInt64(column + 2)),
            Amount.FromNano(reader.GetInt64(column + 3)),
            Amount.FromNano(reader.GetInt64(column + 4)),
            reader.GetInt64(column + 5) != 0)
        {
            Used = reader.IsDBNull(column + 6) ? null : Amount.FromNano(reader.GetInt64(column + 6)),
            IsUsageOnly = reader.GetInt64(column + 7) != 0,
        })
    {
        // Of a snapshot from before this was kept only the ends are known.
        LongestGap = !reader.IsDBNull(column + 8) && reader.GetInt64(column + 8) is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMicrosecond and var gap
            ? TimeSpan.FromTicks(gap * TimeSpan.TicksPerMicrosecond)
            : TimeSpan.MaxValue,
    };

    // The rows that snapshots were joined from; a snapshot without pieces is one row.
    private List<BalanceSnapshot> PiecesOf(long series, List<BalanceSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
        {
            return [];
        }

        var pieces = new List<BalanceSnapshot>(snapshots.Count);
        using DbCommand command = connection.Prepare(
            "SELECT first_seen, last_seen FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen",
            series, Instant.ToMicroseconds(snapshots[0].FirstSeen), Instant.ToMicroseconds(snapshots[^1].LastSeen));
        using DbDataReader reader = command.ExecuteReader();
        bool hasPiece = reader.Read();
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            int before = pieces.Count;
            for (; hasPiece && Instant.FromMicroseconds(reader.GetInt64(0)) <= snapshot.LastSeen; hasPiece = reader.Read())
            {
                pieces.Add(snapshot with
                {
                    FirstSeen = Instant.FromMicroseconds(reader.GetInt64(0)), LastSeen = Instant.FromMicroseconds(reader.GetInt64(1)),
                });
            }

            if (pieces.Count == before)
            {
                pieces.Add(snapshot);
            }
        }

        return pieces;
    }

    private bool HasPieces(long series, in BalanceSnapshot run) => connection.ReadInteger(
        "SELECT EXISTS (SELECT 1 FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3)",
        series, Instant.ToMicroseconds(run.FirstSeen), Instant.ToMicroseconds(run.LastSeen)) != 0;

    private void StretchLastPiece(long series, in BalanceSnapshot run, DateTimeOffset at) => connection.Run(
        """
        UPDATE snapshot_piece SET last_seen = $4 WHERE series_id = $1 AND first_seen =
            (SELECT first_seen FROM snapshot_piece WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1)
        """,
        series, Instant.ToMicroseconds(run.FirstSeen), Instant.ToMicroseconds(run.LastSeen), Instant.ToMicroseconds(at));

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
