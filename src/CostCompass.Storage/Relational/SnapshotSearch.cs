using System.Data.Common;
using CostCompass.Balances;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Finds snapshots. A file is asked once, for all of the time. A server that keeps each month in a table of its own plans a question for
/// every month that it may concern, which for ten years takes longer than the answer: it is asked from the near to the far, for a span
/// twice as long each time.
/// </summary>
internal sealed class SnapshotSearch(StoreConnection connection)
{
    /// <summary>The columns that <see cref="SnapshotTable.Read"/> reads.</summary>
    public const string Columns = "first_seen, last_seen, total, granted, topped_up, is_available, used, is_usage_only, longest_gap";

    // A server sends all that was asked for, also to somebody who wanted the first rows alone.
    private const long FewRows = 200;
    private const long ManyRows = 20_000;

    // A span of so many neighbourhoods, a year and a half, is asked for as a whole.
    private const long NearEnough = 9;

    private static readonly long _earliest = Instant.ToMicroseconds(DateTimeOffset.MinValue);
    private static readonly long _latest = Instant.ToMicroseconds(DateTimeOffset.MaxValue);

    /// <summary>The last snapshot that begins at or before an instant.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="at">The instant, in microseconds.</param>
    public BalanceSnapshot? Before(long series, long at)
    {
        foreach ((long from, long to) in Backwards(at))
        {
            if (One(
                $"SELECT {Columns} FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1",
                series, from, to) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The first snapshot that begins after an instant.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="at">The instant, in microseconds.</param>
    public BalanceSnapshot? After(long series, long at)
    {
        foreach ((long from, long to) in Forwards(at + 1))
        {
            if (One(
                $"SELECT {Columns} FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen LIMIT 1",
                series, from, to) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The newest snapshot.</summary>
    /// <param name="series">The number of the series.</param>
    public BalanceSnapshot? Newest(long series) => NewestOf([series]).TryGetValue(series, out BalanceSnapshot newest) ? newest : null;

    /// <summary>The newest snapshot of each of some series: one look into an index for each, however long the histories are.</summary>
    /// <param name="series">The numbers of the series.</param>
    public Dictionary<long, BalanceSnapshot> NewestOf(IReadOnlyCollection<long> series)
    {
        var newest = new Dictionary<long, BalanceSnapshot>(series.Count);
        if (Recently is not { } recently)
        {
            foreach (long one in series)
            {
                // Also what no version wrote, which is found to be so when it is read.
                if (Before(one, long.MaxValue) is { } last)
                {
                    newest.Add(one, last);
                }
            }

            return newest;
        }

        // One question for all, since each one travels.
        foreach ((long from, long to) in Backwards(recently - 1).Prepend((recently, long.MaxValue)))
        {
            long[] missing = [.. series.Where(one => !newest.ContainsKey(one))];
            if (missing.Length == 0)
            {
                break;
            }

            using DbCommand command = connection.Prepare(
                $"""
                SELECT s.id, {string.Join(", ", Columns.Split(", ").Select(column => "n." + column))}
                FROM unnest($1) AS s (id)
                CROSS JOIN LATERAL
                    (SELECT {Columns} FROM snapshot WHERE series_id = s.id AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen DESC LIMIT 1) n
                """,
                missing, from, to);
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                newest.Add(reader.GetInt64(0), SnapshotTable.Read(reader, 1));
            }
        }

        return newest;
    }

    /// <summary>The snapshots that reach into a span and the one before it, in order.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="from">The start of the span, in microseconds.</param>
    /// <param name="to">Its end.</param>
    public IEnumerable<BalanceSnapshot> Span(long series, long from, long to) => connection.Neighbourhood is { } near
        ? InParts(series, Before(series, from) is { } first ? Instant.ToMicroseconds(first.FirstSeen) : from, to, Length(near))
        : AtOnce(series, from, to);

    // In one statement, and so of one state of the history.
    private IEnumerable<BalanceSnapshot> AtOnce(long series, long from, long to)
    {
        using DbCommand command = connection.Prepare(
            $"""
            SELECT {Columns} FROM snapshot
            WHERE series_id = $1 AND first_seen <= $3 AND first_seen >= coalesce(
                (SELECT first_seen FROM snapshot WHERE series_id = $1 AND first_seen <= $2 ORDER BY first_seen DESC LIMIT 1), $2)
            ORDER BY first_seen
            """,
            series, from, to);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return SnapshotTable.Read(reader, 0);
        }
    }

    // Few rows first, then many; and a longer span where the one before held little.
    private IEnumerable<BalanceSnapshot> InParts(long series, long from, long to, long near)
    {
        long length = near;
        if (to - from <= NearEnough * near)
        {
            length = NearEnough * near;
        }
        else if (connection.SnapshotReach() is { } reach)
        {
            from = Math.Max(from, reach.From);
            to = Math.Min(to, reach.To);
        }

        long rows = FewRows;
        for (long next = from; next <= to;)
        {
            long end = EndOf(next, to, length);
            long found = 0;
            for (bool isFull = true; isFull && next <= end; rows = ManyRows)
            {
                long count = 0;
                using DbCommand command = connection.Prepare(
                    $"SELECT {Columns} FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3 ORDER BY first_seen LIMIT $4",
                    series, next, end, rows);
                using DbDataReader reader = command.ExecuteReader();
                while (reader.Read())
                {
                    count++;
                    next = reader.GetInt64(0) + 1;
                    yield return SnapshotTable.Read(reader, 0);
                }

                found += count;
                isFull = count == rows;
            }

            next = end + 1;
            length = found < ManyRows ? length * 2 : length;
        }
    }

    // What lies ahead of it is asked for at once: the future holds little.
    private long? Recently => connection.Neighbourhood is { } near ? Instant.ToMicroseconds(DateTimeOffset.UtcNow - near) : null;

    // All of the time from an instant on, in the parts in which it is looked through.
    private IEnumerable<(long From, long To)> Forwards(long from)
    {
        if (connection.Neighbourhood is not { } near || from >= Recently)
        {
            yield return (from, long.MaxValue);
            yield break;
        }

        long length = Length(near);
        long to = EndOf(from, _latest, length);
        yield return (from, to);
        (long first, long last) = connection.SnapshotReach() ?? (_earliest, _latest);
        for (from = Math.Max(to + 1, first); from <= last; from = to + 1)
        {
            length *= 2;
            to = EndOf(from, last, length);
            yield return (from, to);
        }
    }

    // All of the time up to an instant, from its end.
    private IEnumerable<(long From, long To)> Backwards(long to)
    {
        if (connection.Neighbourhood is not { } near)
        {
            yield return (long.MinValue, to);
            yield break;
        }

        long length = Length(near);
        long from = StartOf(to, _earliest, length);
        yield return (from, to);
        (long first, long last) = connection.SnapshotReach() ?? (_earliest, _latest);
        for (to = Math.Min(from - 1, last); to >= first; to = from - 1)
        {
            length *= 2;
            from = StartOf(to, first, length);
            yield return (from, to);
        }
    }

    private static long Length(TimeSpan near) => near.Ticks / TimeSpan.TicksPerMicrosecond;

    private static long EndOf(long from, long last, long length) => last - from < length ? last : from + length - 1;

    private static long StartOf(long to, long first, long length) => to - first < length ? first : to - length + 1;

    private BalanceSnapshot? One(string sql, params object?[] values)
    {
        using DbCommand command = connection.Prepare(sql, values);
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? SnapshotTable.Read(reader, 0) : null;
    }
}
