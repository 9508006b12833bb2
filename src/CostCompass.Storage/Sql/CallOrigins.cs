namespace CostCompass.Storage.Sql;

/// <summary>The agents, projects and sessions of an account's calls, each stored once.</summary>
internal sealed class CallOrigins
{
    private readonly long _account;
    private readonly Dictionary<long, CallOrigin> _origins = [];
    private readonly Dictionary<CallOrigin, long> _numbers = [];

    private CallOrigins(long account) => _account = account;

    /// <summary>Reads those of an account. There are about as many as sessions.</summary>
    public static CallOrigins Read(StoreConnection connection, long account)
    {
        var origins = new CallOrigins(account);
        origins.ReadAfter(connection, 0);
        return origins;
    }

    /// <summary>A call with the texts of its origin as they are stored.</summary>
    public static MeteredCall AsStored(MeteredCall call)
    {
        if (call.Origin is not { } origin)
        {
            return call;
        }

        CallOrigin stored = AsStored(origin);
        return stored == origin ? call : call with { Origin = stored };
    }

    /// <summary>Adds the origins of calls that aren't stored yet.</summary>
    public void Require(StoreConnection connection, IEnumerable<MeteredCall> calls)
    {
        List<CallOrigin> missing = [.. calls
            .Where(call => call.Origin is not null)
            .Select(call => call.Origin!)
            .Distinct()
            .Select(AsStored)
            .Distinct()
            .Where(origin => !_numbers.ContainsKey(origin))];
        if (missing.Count == 0)
        {
            return;
        }

        using (RowWriter writer = connection.Append("usage_origin", "account_id, agent, project, session"))
        {
            foreach (CallOrigin origin in missing)
            {
                writer.Add(_account, origin.Agent, origin.Project, origin.Session);
            }

            writer.Complete();
        }

        ReadAfter(connection, _origins.Keys.DefaultIfEmpty().Max());
    }

    /// <summary>The number of a call's origin, or null if it has none.</summary>
    public long? NumberOf(MeteredCall call) => call.Origin is { } origin ? _numbers[AsStored(origin)] : null;

    /// <summary>The origin with a number, or null.</summary>
    public CallOrigin? Of(long? number) => number is { } known ? _origins.GetValueOrDefault(known) : null;

    private void ReadAfter(StoreConnection connection, long number)
    {
        foreach ((long one, CallOrigin origin) in connection.Query(
            "SELECT id, agent, project, session FROM usage_origin WHERE account_id = $1 AND id > $2 ORDER BY id",
            row => (row.Number(0), new CallOrigin(row.Name(1), row.NameOrNull(2), row.NameOrNull(3))),
            _account, number))
        {
            _origins[one] = origin;
            _numbers.TryAdd(origin, one);
        }
    }

    // As they are shown, so that reading gives back what was stored.
    private static CallOrigin AsStored(CallOrigin origin) => new(Plain(origin.Agent) ?? "?", Plain(origin.Project), Plain(origin.Session));

    // U+FFFD marks damage in a store, but a log can contain it.
    private static string? Plain(string? text) =>
        text is not null && ForeignText.Plain(text.Replace('\uFFFD', '?')) is var plain && !string.IsNullOrWhiteSpace(plain) ? plain : null;
}
