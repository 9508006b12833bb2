using System.Data.Common;
using System.Globalization;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Metering;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on metered calls. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class UsageTable(StoreConnection connection)
{
    private const int CallsPerReport = 10_000;

    // One statement for a whole part of the calls: a server takes longer to be asked than to answer.
    private const int CallsPerPart = 500;

    private const string Columns = "account_id, response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning, searches";

    private static readonly string FindIdentified =
        "SELECT response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning, searches FROM metered_call WHERE account_id = $1 AND response_id IN ("
        + string.Join(", ", Enumerable.Range(2, CallsPerPart).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"))) + ")";

    /// <summary>The accounts, by name.</summary>
    public List<AccountName> ReadAccounts()
    {
        var accounts = new List<AccountName>();
        using DbCommand command = connection.Prepare("SELECT account FROM usage_account");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            accounts.Add(reader.ReadName(0));
        }

        return [.. accounts.Order()];
    }

    /// <summary>The number of an account, which is made when it is new.</summary>
    public long RequireAccount(AccountName account)
    {
        connection.Run(
            "INSERT INTO usage_account (account) VALUES ($1) ON CONFLICT DO NOTHING", StoredName.OfUsage(connection, account));
        return FindAccount(account)!.Value.Number;
    }

    /// <summary>The number of an account, and how its name is written there; null when there is none.</summary>
    public (long Number, AccountName Name)? FindAccount(AccountName account)
    {
        using DbCommand command = connection.Prepare(
            "SELECT id, account FROM usage_account WHERE account = $1", StoredName.OfUsage(connection, account));
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.ReadName(1)) : null;
    }

    /// <summary>Adds calls, a part of them at a time.</summary>
    public UsageAddition Add(long account, IEnumerable<MeteredCall> calls, Action<long>? written)
    {
        using DbCommand find = connection.Prepare(FindIdentified, [account, .. Enumerable.Repeat("", CallsPerPart)]);
        long seen = 0;
        long added = 0;
        long replaced = 0;
        foreach (MeteredCall[] part in calls.Chunk(CallsPerPart))
        {
            Array.ForEach(part, call => StorableText.RequireIndexed(call.Id));
            (long nameless, long searched) = AddNameless(account, [.. part.Where(call => call.Id is null)]);
            (long fresh, long changed) = AddIdentified(account, find, [.. part.Where(call => call.Id is not null)]);
            added += nameless + fresh;
            replaced += searched + changed;
            seen += part.Length;
            if (seen % CallsPerReport == 0)
            {
                written?.Invoke(seen);
            }
        }

        return new UsageAddition(added, replaced, seen - added - replaced);
    }

    /// <summary>The calls of an account in a span, by instant.</summary>
    public IEnumerable<MeteredCall> Span(long account, DateTimeOffset from, DateTimeOffset to)
    {
        using DbCommand command = connection.Prepare(
            """
            SELECT response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning, searches FROM metered_call
            WHERE account_id = $1 AND at >= $2 AND at < $3
            ORDER BY at, id
            """,
            account, CeilingMicroseconds(from), CeilingMicroseconds(to));
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Read(reader) with { Id = reader.ReadNameOrNull(0), Model = reader.ReadName(3) };
        }
    }

    /// <summary>Removes every call of an account.</summary>
    public int Remove(AccountName account)
    {
        if (FindAccount(account)?.Number is not { } id)
        {
            return 0;
        }

        int removed = connection.Run("DELETE FROM metered_call WHERE account_id = $1", id);
        connection.Run("DELETE FROM usage_account WHERE id = $1", id);
        return removed;
    }

    // Without an id calls are the same when instant, model and tokens are; that is what the table's own index says. What was stored
    // before searches were, or from a log that does not tell them, gets them from one that does.
    private (long Added, long Replaced) AddNameless(long account, IReadOnlyList<MeteredCall> calls)
    {
        long added;
        using (RowWriter writer = connection.Append("metered_call", Columns, skipExisting: true))
        {
            foreach (MeteredCall call in calls)
            {
                Write(writer, account, call);
            }

            added = writer.Complete();
        }

        return (added, calls.Where(call => call.Searches > 0).Sum(call => (long)RaiseSearches(account, call)));
    }

    private int RaiseSearches(long account, MeteredCall call) => connection.Run(
        """
        UPDATE metered_call SET searches = $8
        WHERE account_id = $1 AND at = $2 AND model = $3 AND cache_hit = $4 AND cache_miss = $5 AND output = $6 AND coalesce(reasoning, -1) = $7
            AND response_id IS NULL AND searches < $8
        """,
        account, Instant.ToMicroseconds(call.At), call.Model, call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens ?? -1, call.Searches);

    private (long Added, long Replaced) AddIdentified(long account, DbCommand find, IReadOnlyList<MeteredCall> calls)
    {
        Dictionary<string, MeteredCall> stored = Find(find, calls);
        var added = new Dictionary<string, MeteredCall>(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        long replaced = 0;
        foreach (MeteredCall call in calls)
        {
            string id = call.Id!;
            bool isNew = added.TryGetValue(id, out MeteredCall? present);
            if (!isNew && !stored.TryGetValue(id, out present))
            {
                added.Add(id, CallMerge.AsStored(call));
                continue;
            }

            MeteredCall merged = CallMerge.Merge(present!, call);
            if (merged != present)
            {
                replaced++;
                (isNew ? added : stored)[id] = merged;
                _ = isNew || changed.Add(id);
            }
        }

        foreach (string id in changed)
        {
            Replace(account, stored[id]);
        }

        using RowWriter writer = connection.Append("metered_call", Columns);
        foreach (MeteredCall call in added.Values)
        {
            Write(writer, account, call);
        }

        return (writer.Complete(), replaced);
    }

    private static Dictionary<string, MeteredCall> Find(DbCommand find, IReadOnlyList<MeteredCall> calls)
    {
        var stored = new Dictionary<string, MeteredCall>(StringComparer.Ordinal);
        if (calls.Count == 0)
        {
            return stored;
        }

        for (int index = 0; index < CallsPerPart; index++)
        {
            // The statement is the same for a part that is not full.
            find.Parameters[index + 1].Value = calls[Math.Min(index, calls.Count - 1)].Id;
        }

        using DbDataReader reader = find.ExecuteReader();
        while (reader.Read())
        {
            stored[reader.GetString(0)] = Read(reader);
        }

        return stored;
    }

    private void Replace(long account, MeteredCall call) => connection.Run(
        """
        UPDATE metered_call SET at = $3, started_at = $4, model = $5, cache_hit = $6, cache_miss = $7, output = $8, reasoning = $9, searches = $10
        WHERE account_id = $1 AND response_id = $2
        """,
        account, call.Id, Instant.ToMicroseconds(call.At), Microseconds(call.StartedAt), call.Model,
        call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens, call.Searches);

    private static void Write(RowWriter writer, long account, MeteredCall call) => writer.Add(
        account, call.Id, Instant.ToMicroseconds(call.At), Microseconds(call.StartedAt), call.Model,
        call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens, call.Searches);

    private static MeteredCall Read(DbDataReader reader) => new()
    {
        Id = reader.ReadText(0),
        At = Instant.FromMicroseconds(reader.GetInt64(1)),
        StartedAt = reader.IsDBNull(2) ? null : Instant.FromMicroseconds(reader.GetInt64(2)),
        Model = reader.GetString(3),
        CacheHitTokens = reader.GetInt64(4),
        CacheMissTokens = reader.GetInt64(5),
        OutputTokens = reader.GetInt64(6),
        ReasoningTokens = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        Searches = reader.GetInt64(8),
    };

    private static long? Microseconds(DateTimeOffset? instant) => instant is { } one ? Instant.ToMicroseconds(one) : null;

    // Stored instants are whole microseconds: the first one in a span is the first at or after its start.
    private static long CeilingMicroseconds(DateTimeOffset instant)
    {
        long floor = Instant.ToMicroseconds(instant);
        return Instant.FromMicroseconds(floor) < instant ? floor + 1 : floor;
    }
}
