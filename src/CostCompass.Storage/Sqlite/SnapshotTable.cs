using CostCompass.Balances;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The statements on snapshots. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class SnapshotTable(SqliteConnection connection)
{
    private const string Columns = "first_seen, last_seen, total, granted, topped_up, is_available, used, is_usage_only";

    /// <summary>The number of a series, which is made when it is new.</summary>
    public long RequireSeries(BalanceSeriesKey key)
    {
        connection.Run(
            "INSERT INTO series (account, provider, currency) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            StoredName.OfHistory(connection, key.Account), key.Provider, key.Currency);
        return FindSeries(key)!.Value;
    }

    /// <summary>The number of a series; null when there is none.</summary>
    public long? FindSeries(BalanceSeriesKey key)
    {
        using SqliteCommand command = connection.Prepare(
            "SELECT id FROM series WHERE account = $1 AND provider = $2 AND currency = $3",
            StoredName.OfHistory(connection, key.Account), key.Provider, key.Currency);
        return (long?)command.ExecuteScalar();
    }

    /// <summary>The last snapshot that begins at or before an instant.</summary>
    public BalanceSnapshot? Before(long series, DateTimeOffset at) => One(
        $"SELECT {Columns} FROM snapshot WHERE series_id = $1 AND first_seen <= $2 ORDER BY first_seen DESC LIMIT 1",
        series, Instant.ToMicroseconds(at));

    /// <summary>The first snapshot that begins after an instant.</summary>
    public BalanceSnapshot? After(long series, DateTimeOffset at) => One(
        $"SELECT {Columns} FROM snapshot WHERE series_id = $1 AND first_seen > $2 ORDER BY first_seen LIMIT 1",
        series, Instant.ToMicroseconds(at));

    /// <summary>The newest snapshot.</summary>
    public BalanceSnapshot? Newest(long series) => One(
        $"SELECT {Columns} FROM snapshot WHERE series_id = $1 ORDER BY first_seen DESC LIMIT 1", series);

    /// <summary>The snapshots that reach into a span and the one before it, in order.</summary>
    public IEnumerable<BalanceSnapshot> Span(long series, DateTimeOffset from, DateTimeOffset to)
    {
        using SqliteCommand command = connection.Prepare(
            $"""
            SELECT {Columns} FROM snapshot
            WHERE series_id = $1 AND first_seen <= $3
              AND first_seen >= coalesce(
                  (SELECT first_seen FROM snapshot WHERE series_id = $1 AND first_seen <= $2 ORDER BY first_seen DESC LIMIT 1), $2)
            ORDER BY first_seen
            """,
            series, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Read(reader, 0);
        }
    }

    /// <summary>Applies a change to a series.</summary>
    public void Apply(long series, SeriesChange change)
    {
        foreach (BalanceSnapshot snapshot in change.Removed)
        {
            connection.Run(
                "DELETE FROM snapshot WHERE series_id = $1 AND first_seen = $2", series, Instant.ToMicroseconds(snapshot.FirstSeen));
        }

        AddAll(series, change.Added, null);
    }

    /// <summary>Adds snapshots with one prepared statement.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="written">Told every ten thousand snapshots how many were written.</param>
    public void AddAll(long series, IReadOnlyList<BalanceSnapshot> snapshots, Action<long>? written)
    {
        using SqliteCommand command = connection.Prepare(
            $"INSERT INTO snapshot (series_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", series, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        SqliteParameterCollection values = command.Parameters;
        for (int index = 0; index < snapshots.Count; index++)
        {
            BalanceSnapshot snapshot = snapshots[index];
            values[1].Value = Instant.ToMicroseconds(snapshot.FirstSeen);
            values[2].Value = Instant.ToMicroseconds(snapshot.LastSeen);
            values[3].Value = Amount.ToNano(snapshot.Levels.Total);
            values[4].Value = Amount.ToNano(snapshot.Levels.Granted);
            values[5].Value = Amount.ToNano(snapshot.Levels.ToppedUp);
            values[6].Value = snapshot.Levels.IsAvailable ? 1L : 0L;
            values[7].Value = snapshot.Levels.Used is { } used ? Amount.ToNano(used) : DBNull.Value;
            values[8].Value = snapshot.Levels.IsUsageOnly ? 1L : 0L;
            command.ExecuteNonQuery();
            if (index % 10_000 == 9_999)
            {
                written?.Invoke(index + 1);
            }
        }
    }

    /// <summary>Removes the snapshots that begin in a span.</summary>
    public int Remove(long series, DateTimeOffset from, DateTimeOffset to) => connection.Run(
        "DELETE FROM snapshot WHERE series_id = $1 AND first_seen BETWEEN $2 AND $3",
        series, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));

    /// <summary>Reads the snapshot whose columns begin at some place of a row.</summary>
    public static BalanceSnapshot Read(SqliteDataReader reader, int column) => new(
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
        });

    private BalanceSnapshot? One(string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? Read(reader, 0) : null;
    }
}
