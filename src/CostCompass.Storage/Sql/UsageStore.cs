namespace CostCompass.Storage.Sql;

/// <summary>
/// The metered calls, by account. Tokens are stored and not costs. Every method throws a <see cref="Errors.CostException"/> that names the
/// store and the next step.
/// </summary>
public sealed class UsageStore
{
    private const int CallsPerReport = 10_000;

    // One statement for many calls: a round trip to a server takes longer than the query.
    private const int CallsPerPart = 500;

    private const string CallColumns = "response_id, at, started_at, model, cache_hit, cache_miss, output, reasoning, searches, origin_id";

    private static readonly string _selectIdentified =
        $"SELECT {CallColumns} FROM metered_call WHERE account_id = $1 AND response_id IN ("
        + string.Join(", ", Enumerable.Range(2, CallsPerPart).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"))) + ")";

    private readonly StoreDatabase _database;

    internal UsageStore(StoreDatabase database) => _database = database;

    /// <summary>The accounts with calls, by name.</summary>
    public IReadOnlyList<AccountName> ReadAccounts() => _database.ReadOr([], connection => StoredName.AllOf(connection, "usage_account"));

    /// <summary>
    /// Adds calls to an account in one transaction. Each response is stored once, whatever the order of its states: of the states with the
    /// same id, the one that was completed last is stored, with the earliest known start. Calls without an id are the same if time, model
    /// and tokens are equal. So adding calls twice changes nothing.
    /// </summary>
    /// <param name="account">The account's name. It doesn't have to be connected.</param>
    /// <param name="calls">The calls, with counts of 0 or more.</param>
    /// <param name="written">Called from time to time with the number of processed calls, or null.</param>
    public UsageAddition Add(AccountName account, IEnumerable<MeteredCall> calls, Action<long>? written = null)
    {
        AccountName name = AccountName.Require(account.Text);

        // A database that retries after a lost connection must enumerate them again.
        IEnumerable<MeteredCall> repeatable = _database.MayRepeat && calls is not ICollection<MeteredCall> ? [.. calls] : calls;
        return _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(name));
            return Add(connection, StoredName.RequireAccount(connection, "usage_account", name), repeatable, written);
        });
    }

    /// <summary>
    /// Adds the calls of logs, as <see cref="Add(AccountName, IEnumerable{MeteredCall}, Action{long})"/>, and remembers in the same transaction how
    /// far the logs were read. If the calls before that place were removed in the meantime, the place isn't remembered, and the log is read as a
    /// whole the next time.
    /// </summary>
    /// <param name="account">The account's name. It doesn't have to be connected.</param>
    /// <param name="calls">The calls, with counts of 0 or more.</param>
    /// <param name="host">The name of the computer with the logs.</param>
    /// <param name="places">How far logs were read.</param>
    /// <param name="gone">The paths of logs that no longer exist.</param>
    /// <param name="written">Called from time to time with the number of processed calls, or null.</param>
    public UsageAddition AddFromLogs(
        AccountName account,
        IReadOnlyCollection<MeteredCall> calls,
        string host,
        IReadOnlyCollection<LogPlace> places,
        IReadOnlyCollection<string> gone,
        Action<long>? written = null)
    {
        AccountName name = AccountName.Require(account.Text);
        return _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(name));
            long number = StoredName.RequireAccount(connection, "usage_account", name);
            LogPlaceTable.Replace(connection, number, host, places, gone);
            return Add(connection, number, calls, written);
        });
    }

    /// <summary>How far the logs of a computer were read.</summary>
    /// <param name="host">The name of the computer.</param>
    /// <param name="account">The account for which they were read, or null for all accounts.</param>
    public IReadOnlyList<LogPlace> ReadPlaces(string host, AccountName? account = null) => _database.ReadOr([], connection =>
        account is not { } name ? LogPlaceTable.Read(connection, host)
        : StoredName.FindAccount(connection, "usage_account", name) is { } found ? LogPlaceTable.Read(connection, host, found.Number)
        : []);

    /// <summary>The calls of an account that were complete in a span, by time.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public IEnumerable<StoredCall> Read(AccountName account, DateTimeOffset from, DateTimeOffset to) => _database.Stream(connection =>
        StoredName.FindAccount(connection, "usage_account", account) is not { } found ? [] : Stream(connection, found.Number, found.Name, from, to));

    /// <summary>Removes every call of an account.</summary>
    /// <param name="account">The account's name.</param>
    /// <returns>The number of calls that were removed.</returns>
    public int Remove(AccountName account) => _database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Account(account));
        return Remove(connection, account);
    });

    /// <summary>Removes every call of an account, in the transaction of the caller.</summary>
    internal static int Remove(StoreConnection connection, AccountName account)
    {
        if (StoredName.FindAccount(connection, "usage_account", account)?.Number is not { } number)
        {
            return 0;
        }

        int removed = connection.Run("DELETE FROM metered_call WHERE account_id = $1", number);
        connection.Run("DELETE FROM usage_origin WHERE account_id = $1", number);
        connection.Run("DELETE FROM usage_log WHERE account_id = $1", number);
        connection.Run("DELETE FROM usage_account WHERE id = $1", number);
        return removed;
    }

    private static IEnumerable<StoredCall> Stream(StoreConnection connection, long account, AccountName name, DateTimeOffset from, DateTimeOffset to)
    {
        // Before the calls: no other statement runs while they are read.
        var origins = CallOrigins.Read(connection, account);
        return connection.Stream(
            $"SELECT {CallColumns} FROM metered_call WHERE account_id = $1 AND at >= $2 AND at < $3 ORDER BY at, id",
            row => new StoredCall(name, ReadCall(row) with { Id = row.NameOrNull(0), Model = row.Name(3), Origin = origins.Of(row.NumberOrNull(9)) }),
            account, Ceiling(from), Ceiling(to));
    }

    private static UsageAddition Add(StoreConnection connection, long account, IEnumerable<MeteredCall> calls, Action<long>? written)
    {
        long seen = 0;
        long added = 0;
        long replaced = 0;
        CallOrigins? origins = null;
        foreach (MeteredCall[] part in calls.Chunk(CallsPerPart))
        {
            Array.ForEach(part, call => StorableText.RequireIndexed(call.Id));
            origins ??= CallOrigins.Read(connection, account);
            origins.Require(connection, part);
            (long nameless, long searched) = AddNameless(connection, account, [.. part.Where(call => call.Id is null)], origins);
            (long fresh, long changed) = AddIdentified(connection, account, [.. part.Where(call => call.Id is not null)], origins);
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

    // Without an id, calls are the same if time, model and tokens are equal, as in the index of the table. A stored call from a log without
    // searches gets them from a log with searches.
    private static (long Added, long Replaced) AddNameless(
        StoreConnection connection, long account, List<MeteredCall> calls, CallOrigins origins)
    {
        long added = Append(connection, account, calls, origins, skipExisting: true);
        return (added, calls.Where(call => call.Searches > 0).Sum(call => (long)connection.Run(
            """
            UPDATE metered_call SET searches = $8
            WHERE account_id = $1 AND at = $2 AND model = $3 AND cache_hit = $4 AND cache_miss = $5 AND output = $6 AND coalesce(reasoning, -1) = $7
                AND response_id IS NULL AND searches < $8
            """,
            account, call.At, call.Model, call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens ?? -1, call.Searches)));
    }

    private static (long Added, long Replaced) AddIdentified(
        StoreConnection connection, long account, List<MeteredCall> calls, CallOrigins origins)
    {
        Dictionary<string, MeteredCall> stored = Find(connection, account, calls, origins);
        var added = new Dictionary<string, MeteredCall>(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        long replaced = 0;
        foreach (MeteredCall call in calls.Select(CallOrigins.AsStored))
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

        foreach (MeteredCall call in changed.Select(id => stored[id]))
        {
            connection.Run(
                """
                UPDATE metered_call SET at = $3, started_at = $4, model = $5, cache_hit = $6, cache_miss = $7, output = $8, reasoning = $9, searches = $10, origin_id = $11
                WHERE account_id = $1 AND response_id = $2
                """,
                account, call.Id, call.At, call.StartedAt, call.Model, call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens, call.Searches,
                origins.NumberOf(call));
        }

        return (Append(connection, account, added.Values, origins, skipExisting: false), replaced);
    }

    // The statement is the same for a part that isn't full: its last call is repeated.
    private static Dictionary<string, MeteredCall> Find(StoreConnection connection, long account, List<MeteredCall> calls, CallOrigins origins) => calls.Count == 0
        ? []
        : connection
            .Rows(_selectIdentified, row => ReadCall(row) with { Origin = origins.Of(row.NumberOrNull(9)) }, [account, .. Enumerable.Range(0, CallsPerPart).Select(index => calls[Math.Min(index, calls.Count - 1)].Id)])
            .ToDictionary(call => call.Id!, StringComparer.Ordinal);

    private static long Append(
        StoreConnection connection, long account, IReadOnlyCollection<MeteredCall> calls, CallOrigins origins, bool skipExisting)
    {
        using RowWriter writer = connection.Append("metered_call", $"account_id, {CallColumns}", skipExisting);
        foreach (MeteredCall call in calls)
        {
            writer.Add(
                account, call.Id, Instant.ToMicroseconds(call.At), call.StartedAt is { } started ? Instant.ToMicroseconds(started) : null, call.Model,
                call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens, call.Searches, origins.NumberOf(call));
        }

        return writer.Complete();
    }

    private static MeteredCall ReadCall(Row row) => new()
    {
        Id = row.TextOrNull(0),
        At = row.Instant(1),
        StartedAt = row.InstantOrNull(2),
        Model = row.Text(3),
        CacheHitTokens = row.Number(4),
        CacheMissTokens = row.Number(5),
        OutputTokens = row.Number(6),
        ReasoningTokens = row.NumberOrNull(7),
        Searches = row.Number(8),
    };

    // Stored times are whole microseconds: the first one in a span is the first at or after its start.
    private static long Ceiling(DateTimeOffset instant)
    {
        long floor = Instant.ToMicroseconds(instant);
        return Instant.FromMicroseconds(floor) < instant ? floor + 1 : floor;
    }
}
