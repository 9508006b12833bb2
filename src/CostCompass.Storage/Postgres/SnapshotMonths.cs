using System.Collections.Concurrent;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>
/// The tables of single months of the snapshots. They are made when the first snapshot of a month comes, by a connection of its own: what a
/// long import has made would else be seen by others only at its end, and they would wait for it.
/// </summary>
internal sealed class SnapshotMonths(PostgresAddress address)
{
    private const int MonthsPerYear = 12;

    private readonly ConcurrentDictionary<int, bool> _known = new();

    /// <summary>Makes sure that there is a table for the month of each instant.</summary>
    /// <param name="connection">The connection that is about to write.</param>
    /// <param name="instants">The instants.</param>
    public void Require(NpgsqlConnection connection, IEnumerable<DateTimeOffset> instants)
    {
        List<int> months = [.. Months(instants).Where(month => !_known.ContainsKey(month))];
        if (months.Count == 0)
        {
            return;
        }

        List<int> missing = Missing(connection, months);
        if (missing.Count > 0)
        {
            Make(missing);
        }

        months.ForEach(month => _known[month] = true);
    }

    /// <summary>Forgets which there are: another server, or another store, may have taken the place of this one.</summary>
    public void Forget() => _known.Clear();

    private static HashSet<int> Months(IEnumerable<DateTimeOffset> instants)
    {
        var months = new HashSet<int>();
        long start = 0;
        long end = 0;
        foreach (DateTimeOffset instant in instants)
        {
            // Of many instants nearly all are of the month of the one before.
            if (instant.UtcTicks >= start && instant.UtcTicks < end)
            {
                continue;
            }

            var first = new DateTime(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc);
            start = first.Ticks;
            end = start + (TimeSpan.TicksPerDay * DateTime.DaysInMonth(first.Year, first.Month));
            months.Add((first.Year * MonthsPerYear) + first.Month - 1);
        }

        return months;
    }

    private static List<int> Missing(NpgsqlConnection connection, List<int> months)
    {
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "SELECT month FROM unnest($1) AS month WHERE to_regclass(snapshot_month(month)) IS NULL";
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. months] });
        using NpgsqlDataReader reader = command.ExecuteReader();
        var missing = new List<int>();
        while (reader.Read())
        {
            missing.Add(reader.GetInt32(0));
        }

        return missing;
    }

    private void Make(List<int> months)
    {
        using var connection = new NpgsqlConnection(address.UnpooledConnectionString);
        connection.Open();
        using (var limit = new NpgsqlCommand("SET lock_timeout = '20s'", connection))
        {
            limit.ExecuteNonQuery();
        }

        foreach (int month in months)
        {
            using NpgsqlCommand command = connection.CreateCommand();
            command.CommandText = "SELECT require_snapshot_month($1)";
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = month });
            command.ExecuteNonQuery();
        }
    }
}
