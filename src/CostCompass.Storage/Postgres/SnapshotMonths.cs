using System.Collections.Concurrent;
using System.Globalization;
using CostCompass.Balances;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>
/// The tables of single months of the snapshots. They are made when the first snapshot of a month comes, by a connection of its own: what a
/// long import has made would else be seen by others only at its end, and they would wait for it.
/// </summary>
internal sealed class SnapshotMonths(PostgresAddress address)
{
    private const int MonthsPerYear = 12;
    private const string NameFormat = "'snapshot_y'yyyy'm'MM";

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

    /// <summary>The start of the first month and the end of the last one, in microseconds; null when somebody has made other tables than of months.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="schema">The schema of the store.</param>
    public static (long From, long To)? ReadReach(NpgsqlConnection connection, string schema)
    {
        // From the names: their bounds would be more exact, but to spell all of them out takes as long as to plan a question for all months.
        using var command = new NpgsqlCommand(
            $"""
            SELECT min(c.relname)::text, max(c.relname)::text, coalesce(bool_and(c.relname ~ '^snapshot_y[0-9]{"{4}"}m[0-9]{"{2}"}$'), true)
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '{schema}.snapshot'::regclass
            """,
            connection);
        using NpgsqlDataReader reader = command.ExecuteReader();
        reader.Read();
        return !reader.GetBoolean(2) ? null
            : reader.IsDBNull(0) ? (0, -1)
            : (Instant.ToMicroseconds(StartOf(reader.GetString(0))), EndOf(StartOf(reader.GetString(1))));
    }

    // Not by the month after it, which the last one of the calendar does not have.
    private static long EndOf(DateTimeOffset month) =>
        Instant.ToMicroseconds(month.AddTicks((TimeSpan.TicksPerDay * DateTime.DaysInMonth(month.Year, month.Month)) - 1));

    private static DateTimeOffset StartOf(string table) => DateTimeOffset.ParseExact(
        table, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

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
