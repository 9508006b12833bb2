using CostCompass.Balances;
using CostCompass.Metering;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The statements on metered calls. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class UsageTable(SqliteConnection connection)
{
    private const int CallsPerReport = 10_000;

    // An earlier state was seen of the same call, so that the call was under way then. Row values compare column by column. After the instant the counts decide, so that the result does not depend on the order.
    private const string AddIdentified =
        """
        INSERT INTO metered_call (account_id, response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (account_id, response_id) WHERE response_id IS NOT NULL DO UPDATE SET
            at = excluded.at, model = excluded.model, cache_hit = excluded.cache_hit, cache_miss = excluded.cache_miss,
            output = excluded.output, reasoning = excluded.reasoning,
            started_at = nullif(min(coalesce(started_at, at), coalesce(excluded.started_at, excluded.at)), excluded.at)
        WHERE (excluded.at, excluded.output, excluded.cache_miss, excluded.cache_hit, coalesce(excluded.reasoning, -1), excluded.model)
            > (at, output, cache_miss, cache_hit, coalesce(reasoning, -1), model)
        """;

    private const string AddNameless =
        """
        INSERT INTO metered_call (account_id, response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
        """;

    private const string StartEarlier =
        "UPDATE metered_call SET started_at = $3 WHERE account_id = $1 AND response_id = $2 AND coalesce(started_at, at) > $3";

    /// <summary>The accounts, by name.</summary>
    public List<string> ReadAccounts()
    {
        var accounts = new List<string>();
        using SqliteCommand command = connection.Prepare("SELECT account FROM usage_account ORDER BY account");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            accounts.Add(reader.GetString(0));
        }

        return accounts;
    }

    /// <summary>The number of an account, which is made when it is new.</summary>
    public long RequireAccount(string account)
    {
        connection.Run(
            "INSERT INTO usage_account (account) VALUES ($1) ON CONFLICT DO NOTHING", StoredName.OfUsage(connection, account));
        return FindAccount(account)!.Value.Number;
    }

    /// <summary>The number of an account, and how its name is written there; null when there is none.</summary>
    public (long Number, string Name)? FindAccount(string account)
    {
        using SqliteCommand command = connection.Prepare(
            "SELECT id, account FROM usage_account WHERE account = $1", StoredName.OfUsage(connection, account));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    /// <summary>Adds calls with prepared statements.</summary>
    public UsageAddition Add(long account, IEnumerable<MeteredCall> calls, Action<long>? written)
    {
        using SqliteCommand identified = connection.Prepare(AddIdentified, account, null, 0L, null, "", 0L, 0L, 0L, null);
        using SqliteCommand nameless = connection.Prepare(AddNameless, account, null, 0L, null, "", 0L, 0L, 0L, null);
        using SqliteCommand startEarlier = connection.Prepare(StartEarlier, account, "", 0L);
        using SqliteCommand find = connection.Prepare("SELECT 1 FROM metered_call WHERE account_id = $1 AND response_id = $2", account, "");
        long seen = 0;
        long added = 0;
        long replaced = 0;
        foreach (MeteredCall call in calls)
        {
            bool isThere = call.Id is not null && IsThere(find, call.Id);
            bool hasChanged = Fill(call.Id is null ? nameless : identified, call).ExecuteNonQuery() > 0;
            if (isThere && !hasChanged)
            {
                startEarlier.Parameters[1].Value = call.Id;
                startEarlier.Parameters[2].Value = Instant.ToMicroseconds(call.StartedAt ?? call.At);
                hasChanged = startEarlier.ExecuteNonQuery() > 0;
            }

            added += hasChanged && !isThere ? 1 : 0;
            replaced += hasChanged && isThere ? 1 : 0;
            if (++seen % CallsPerReport == 0)
            {
                written?.Invoke(seen);
            }
        }

        return new UsageAddition(added, replaced, seen - added - replaced);
    }

    /// <summary>The calls of an account in a span, by instant.</summary>
    public IEnumerable<MeteredCall> Span(long account, DateTimeOffset from, DateTimeOffset to)
    {
        using SqliteCommand command = connection.Prepare(
            """
            SELECT response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning FROM metered_call
            WHERE account_id = $1 AND at >= $2 AND at < $3
            ORDER BY at, id
            """,
            account, CeilingMicroseconds(from), CeilingMicroseconds(to));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new MeteredCall
            {
                Id = reader.ReadText(0),
                At = Instant.FromMicroseconds(reader.GetInt64(1)),
                StartedAt = reader.IsDBNull(2) ? null : Instant.FromMicroseconds(reader.GetInt64(2)),
                Model = reader.GetString(3),
                CacheHitTokens = reader.GetInt64(4),
                CacheMissTokens = reader.GetInt64(5),
                OutputTokens = reader.GetInt64(6),
                ReasoningTokens = reader.IsDBNull(7) ? null : reader.GetInt64(7),
            };
        }
    }

    /// <summary>Removes every call of an account.</summary>
    public int Remove(string account)
    {
        if (FindAccount(account)?.Number is not { } id)
        {
            return 0;
        }

        int removed = connection.Run("DELETE FROM metered_call WHERE account_id = $1", id);
        connection.Run("DELETE FROM usage_account WHERE id = $1", id);
        return removed;
    }

    private static bool IsThere(SqliteCommand find, string id)
    {
        find.Parameters[1].Value = id;
        return find.ExecuteScalar() is not null;
    }

    private static SqliteCommand Fill(SqliteCommand command, MeteredCall call)
    {
        SqliteParameterCollection values = command.Parameters;
        values[1].Value = call.Id ?? (object)DBNull.Value;
        values[2].Value = Instant.ToMicroseconds(call.At);
        values[3].Value = call.StartedAt is { } start ? Instant.ToMicroseconds(start) : DBNull.Value;
        values[4].Value = call.Model;
        values[5].Value = call.CacheHitTokens;
        values[6].Value = call.CacheMissTokens;
        values[7].Value = call.OutputTokens;
        values[8].Value = call.ReasoningTokens is { } reasoning ? reasoning : DBNull.Value;
        return command;
    }

    // Stored instants are whole microseconds: the first one in a span is the first at or after its start.
    private static long CeilingMicroseconds(DateTimeOffset instant)
    {
        long floor = Instant.ToMicroseconds(instant);
        return Instant.FromMicroseconds(floor) < instant ? floor + 1 : floor;
    }
}
